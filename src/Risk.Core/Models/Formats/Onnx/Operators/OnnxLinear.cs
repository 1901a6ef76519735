using System.Globalization;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>LinearClassifier and LinearRegressor.</summary>
internal static class OnnxLinear
{
    /// <summary>LinearClassifier: a sum per class (or one for two classes), then scores and a label.</summary>
    public static void Classifier(OnnxNodeContext context)
    {
        context.Ignore("multi_class");
        LinkFunction transform = PostTransform(context.Text("post_transform", "NONE"));
        OnnxLabels labels = OnnxLabels.Read(context, "classlabels_ints");
        float[] intercepts = context.Singles("intercepts");
        GraphValue sums = Sums(context, intercepts.Length, intercepts);
        int classes = intercepts.Length;
        if (labels.Count < 2 || (classes != labels.Count && classes != 1) || (classes == 1 && labels.Count > 2))
        {
            throw GraphException.Attribute(string.Create(CultureInfo.InvariantCulture, $"there are {labels.Count} labels for {classes} sets of coefficients."));
        }

        GraphValue label = context.Output(0, labels.Type, Single(sums.Shape));
        GraphValue scores = context.Output(1, ElementType.Single, GraphShape.Rows(labels.Count));
        OnnxLabels.Mark(context, labels, label, scores);
        context.Builder.Add(new LinearClassifierOperator(transform, labels.Codes) { Inputs = [sums], Outputs = [label, scores] });
    }

    /// <summary>LinearRegressor.</summary>
    public static void Regressor(OnnxNodeContext context)
    {
        LinkFunction transform = PostTransform(context.Text("post_transform", "NONE"));
        long targets = context.Integer("targets", 1);
        float[] intercepts = context.Singles("intercepts");
        if (targets is < 1 or > GraphBuilder.MaximumLength)
        {
            throw GraphException.Attribute(string.Create(CultureInfo.InvariantCulture, $"targets is {targets}."));
        }

        GraphValue sums = Sums(context, (int)targets, intercepts.Length == targets ? intercepts : new float[targets]);
        GraphValue scores = context.Output(0, ElementType.Single, sums.Shape);
        context.Builder.Add(new ScoreTransformOperator(transform) { Inputs = [sums], Outputs = [scores] });
    }

    /// <summary>The transform of a post_transform.</summary>
    public static LinkFunction PostTransform(string name) => name switch
    {
        "NONE" => LinkFunction.Identity,
        "LOGISTIC" => LinkFunction.Sigmoid,
        "SOFTMAX" => LinkFunction.Softmax,
        "SOFTMAX_ZERO" => LinkFunction.SoftmaxZero,
        "PROBIT" => LinkFunction.OnnxProbit,
        _ => throw GraphException.Attribute($"there is no post_transform '{name}'.", "NONE, LOGISTIC, SOFTMAX, SOFTMAX_ZERO or PROBIT."),
    };

    /// <summary>The shape of one label for each row.</summary>
    public static GraphShape Single(GraphShape rows) => rows.RowAxis == 0 ? GraphShape.Rows() : GraphShape.Fixed(1);

    // Coefficients lie target by target; the dense operator wants them feature by feature.
    private static GraphValue Sums(OnnxNodeContext context, int targets, float[] intercepts)
    {
        GraphValue value = context.SingleInput(0);
        float[] coefficients = context.Singles("coefficients");
        if (value.Shape.Rank != 2 || value.Shape.RowAxis != 0)
        {
            throw GraphException.Shape($"{context.Node.Operator} takes rows of features, not {value.Shape}.");
        }

        int features = value.Shape[1];
        if (targets == 0 || coefficients.Length != (long)features * targets)
        {
            throw GraphException.Attribute(string.Create(
                CultureInfo.InvariantCulture, $"there are {coefficients.Length} coefficients for {features} features and {targets} intercepts."));
        }

        float[] weights = new float[coefficients.Length];
        for (int target = 0; target < targets; target++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                weights[(feature * targets) + target] = coefficients[(target * features) + feature];
            }
        }

        GraphValue sums = context.Between(ElementType.Single, GraphShape.Rows(targets));
        context.Builder.Add(new DenseOperator(weights, intercepts, features, targets) { Inputs = [value], Outputs = [sums] });
        return sums;
    }
}
