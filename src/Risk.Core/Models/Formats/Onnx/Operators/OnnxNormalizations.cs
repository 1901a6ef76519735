using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Operators that relate elements to their neighbours, or to statistics of the training data.</summary>
internal static class OnnxNormalizations
{
    /// <summary>Softmax and LogSoftmax: before version 13 over all axes from one on, then over that one alone.</summary>
    public static void Softmax(OnnxNodeContext context, bool logarithm)
    {
        GraphValue value = context.Input(0, ElementType.Single, ElementType.Double);
        GraphShape shape = value.Shape;
        bool together = context.Version < 13;
        int axis = shape.Axis(context.Integer("axis", together ? 1 : -1));
        if (together ? shape.RowAxis >= axis : shape.RowAxis == axis)
        {
            throw GraphException.MixesRows($"{context.Node.Operator} runs over the axis that counts the rows of {shape}.");
        }

        int inner = together ? 1 : shape.After(axis);
        int size = together ? shape.Elements / Math.Max(shape.Before(axis), 1) : shape[axis];
        GraphValue result = context.Output(0, value.Type, shape);
        context.Scores.Mark(result, logarithm ? ScoreKind.Plain : ScoreKind.Classes);
        context.Builder.Add(new SoftmaxOperator(size, inner, logarithm) { Inputs = [value], Outputs = [result] });
    }

    /// <summary>BatchNormalization with the statistics of training.</summary>
    public static void Batch(OnnxNodeContext context)
    {
        context.Ignore("momentum", "is_test", "consumed_inputs");
        GraphValue value = context.Input(0, ElementType.Single);
        if (context.Integer("training_mode", 0) != 0 || context.Integer("spatial", 1) == 0)
        {
            throw GraphException.Unsupported("BatchNormalization is read for trained models only.");
        }

        int axis = value.Shape.Rank < 2 ? throw GraphException.Shape($"BatchNormalization needs a channel axis; {value.Shape} has none.") : value.Shape.FeatureAxis(1);
        int channels = value.Shape[axis];
        float epsilon = context.Single("epsilon", 1e-5f);
        float[][] statistics = [.. Enumerable.Range(1, 4).Select(index => context.ConstantSingles(index) ?? [])];
        if (statistics.Any(values => values.Length != channels))
        {
            throw GraphException.Shape($"BatchNormalization of {value.Shape} needs a scale, bias, mean and variance of {channels} values each.");
        }

        float[] scale = new float[value.Length];
        float[] shift = new float[value.Length];
        for (int i = 0; i < scale.Length; i++)
        {
            int channel = i / value.Shape.After(axis) % channels;
            scale[i] = statistics[0][channel] / MathF.Sqrt(statistics[3][channel] + epsilon);
            shift[i] = statistics[1][channel] - (statistics[2][channel] * scale[i]);
        }

        context.Builder.Add(new AffineOperator(scale, shift) { Inputs = [value], Outputs = [context.Output(0, ElementType.Single, value.Shape)] });
    }

    /// <summary>LayerNormalization over the last axes.</summary>
    public static void Layer(OnnxNodeContext context)
    {
        context.Ignore("stash_type");
        GraphValue value = context.Input(0, ElementType.Single);
        int axis = value.Shape.Axis(context.Integer("axis", -1));
        if (value.Shape.RowAxis >= axis)
        {
            throw GraphException.MixesRows($"LayerNormalization runs over the axis that counts the rows of {value.Shape}.");
        }

        int size = value.Shape.Elements / Math.Max(value.Shape.Before(axis), 1);
        float[] scale = context.ConstantSingles(1) ?? [];
        float[]? bias = context.ConstantSingles(2);
        if (size == 0 || scale.Length != size || (bias is not null && bias.Length != size))
        {
            throw GraphException.Shape($"LayerNormalization of {value.Shape} needs a scale and bias of {size} values.");
        }

        context.Builder.Add(new LayerNormalizationOperator(size, context.Single("epsilon", 1e-5f), scale, bias)
        {
            Inputs = [value],
            Outputs = [context.Output(0, ElementType.Single, value.Shape)],
        });
    }

    /// <summary>ai.onnx.ml.Normalizer.</summary>
    public static void Row(OnnxNodeContext context)
    {
        string name = context.Text("norm", "MAX");
        RowNorm norm = name switch
        {
            "MAX" => RowNorm.Maximum,
            "L1" => RowNorm.L1,
            "L2" => RowNorm.L2,
            _ => throw GraphException.Attribute($"there is no norm '{name}'.", "MAX, L1 or L2."),
        };
        GraphValue value = context.SingleInput(0);
        if (value.Shape.Rank != 2 || value.Length == 0)
        {
            throw GraphException.Shape($"Normalizer takes rows of features, not {value.Shape}.");
        }

        GraphValue result = context.Output(0, ElementType.Single, value.Shape);
        context.Builder.Add(new NormalizerOperator(norm, value.Shape[value.Shape.FeatureAxis(1)]) { Inputs = [value], Outputs = [result] });

        // scikit-learn's one-against-rest probabilities are classifier scores divided by their sum.
        context.Scores.Carry(value, result);
    }
}
