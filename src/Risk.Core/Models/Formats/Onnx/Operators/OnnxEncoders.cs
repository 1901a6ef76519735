using System.Globalization;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Operators of ai.onnx.ml that prepare features, and those that name results.</summary>
internal static class OnnxEncoders
{
    /// <summary>Scaler.</summary>
    public static void Scaler(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0).Type == ElementType.Double ? context.Input(0) : context.SingleInput(0);
        float[] offset = context.Singles("offset");
        float[] scale = context.Singles("scale");
        if (scale.Length != offset.Length)
        {
            throw GraphException.Attribute($"scale has {scale.Length} values and offset {offset.Length}: they have to be of one length.");
        }

        GraphValue result = context.Output(0, ElementType.Single, value.Shape);
        context.Builder.Add(new ScalerOperator(PerElement("offset", offset, value), PerElement("scale", scale, value)) { Inputs = [value], Outputs = [result] });
    }

    /// <summary>Imputer.</summary>
    public static void Imputer(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0, ElementType.Single, ElementType.Int64);
        GraphValue result = context.Output(0, value.Type, value.Shape);
        float[] singles = context.Singles("imputed_value_floats");
        long[] integers = context.Integers("imputed_value_int64s");
        float replacedSingle = context.Single("replaced_value_float", 0);
        long replacedInteger = context.Integer("replaced_value_int64", 0);
        context.Builder.Add(value.Type == ElementType.Single
            ? new ImputerOperator<float>(replacedSingle, PerElement("imputed_value_floats", singles, value)) { Inputs = [value], Outputs = [result] }
            : new ImputerOperator<long>(replacedInteger, PerElement("imputed_value_int64s", integers, value)) { Inputs = [value], Outputs = [result] });
    }

    /// <summary>Binarizer.</summary>
    public static void Binarizer(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0, ElementType.Single);
        GraphValue result = context.Output(0, ElementType.Single, value.Shape);
        context.Builder.Add(new BinarizerOperator(context.Single("threshold", 1)) { Inputs = [value], Outputs = [result] });
    }

    /// <summary>FeatureVectorizer.</summary>
    public static void FeatureVectorizer(OnnxNodeContext context)
    {
        GraphValue[] values = [.. Enumerable.Range(0, context.InputCount).Select(context.SingleInput)];
        long[] given = context.Integers("inputdimensions");
        if (values.Length == 0 || given.Length != values.Length || given.Any(width => width is < 0 or > GraphBuilder.MaximumLength))
        {
            throw GraphException.Attribute(string.Create(CultureInfo.InvariantCulture, $"inputdimensions has {given.Length} values for {values.Length} inputs."));
        }

        if (values.Any(value => value.Shape.RowAxis > 0))
        {
            throw GraphException.Shape("FeatureVectorizer takes rows of features.");
        }

        int[] widths = [.. given.Select(width => (int)width)];
        int total = (int)Math.Min(given.Sum(), int.MaxValue);
        GraphValue result = context.Output(0, ElementType.Single, values.Any(value => value.Shape.RowAxis == 0) ? GraphShape.Rows(total) : GraphShape.Fixed(1, total));
        context.Builder.Add(new VectorizeOperator(widths) { Inputs = values, Outputs = [result] });
    }

    /// <summary>OneHotEncoder: adds an axis of categories.</summary>
    public static void OneHot(OnnxNodeContext context)
    {
        context.Integer("zeros", 1);
        long[] integers = context.Integers("cats_int64s");
        string[] texts = context.Texts("cats_strings");
        GraphValue value = context.Input(0);
        if (integers.Length > 0 == texts.Length > 0 || value.Type == ElementType.Text == integers.Length > 0)
        {
            throw GraphException.Attribute("OneHotEncoder needs cats_int64s for numbers, or cats_strings for texts.");
        }

        long[] categories = integers.Length > 0 ? integers : [.. texts.Select(context.Builder.Texts.Code)];
        Dictionary<long, int> positions = [];
        for (int i = 0; i < categories.Length; i++)
        {
            positions[categories[i]] = i;
        }

        GraphValue codes = value.Type == ElementType.Text ? value : OnnxConversions.To(context, value, ElementType.Int64);
        GraphValue result = context.Output(0, ElementType.Single, new GraphShape([.. value.Shape.Sizes, categories.Length], value.Shape.RowAxis));
        context.Builder.Add(new OneHotOperator(positions, categories.Length) { Inputs = [codes], Outputs = [result] });
    }

    /// <summary>ArrayFeatureExtractor: columns by constant or computed indices.</summary>
    public static void ArrayFeatureExtractor(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        GraphValue indices = context.Input(1, ElementType.Int64);
        GraphShape shape = value.Shape;
        if (shape.Rank == 0 || indices.Length == 0)
        {
            throw GraphException.Shape("ArrayFeatureExtractor needs columns and indices.");
        }

        int axis = shape.FeatureAxis(-1);
        if (indices.IsConstant)
        {
            int[] positions = [.. context.ConstantIntegers(1)!.Select(index => OnnxShaping.Index(index, shape[axis]))];
            GraphShape picked = shape.Rank == 1 ? GraphShape.Fixed(1, positions.Length) : shape.With(axis, positions.Length);
            OnnxShaping.Rearrange(context, value, context.Output(0, value.Type, picked), Positions.Along(shape, axis, positions));
            return;
        }

        // A table of labels, looked up by the class of each row: the rows come to lie along the last axis.
        if (shape.RowAxis >= 0 || shape.Before(axis) != 1 || indices.Length != 1)
        {
            throw GraphException.Unsupported("ArrayFeatureExtractor isn't read where both the values and the indices depend on the row.");
        }

        int[] sizes = [.. Enumerable.Repeat(1, Math.Max(shape.Rank, 2))];
        GraphValue result = context.Output(0, value.Type, new GraphShape(sizes, sizes.Length - 1));
        OnnxShaping.AddGather(context, value, indices, result, axis);
    }

    /// <summary>ZipMap: names the scores of classes. The values stay a row of numbers here.</summary>
    public static void ZipMap(OnnxNodeContext context)
    {
        long[] integers = context.Integers("classlabels_int64s");
        string[] texts = context.Texts("classlabels_strings");
        string[] labels = texts.Length > 0 ? texts : [.. integers.Select(label => label.ToString(CultureInfo.InvariantCulture))];
        GraphValue value = context.Input(0, ElementType.Single);
        if (labels.Length != value.Length)
        {
            throw GraphException.Attribute(string.Create(CultureInfo.InvariantCulture, $"ZipMap has {labels.Length} labels for {value.Length} scores."));
        }

        context.Scores.Name(value, labels);
        if (context.Scores.Kind(value) == ScoreKind.Plain)
        {
            context.Scores.Mark(value, ScoreKind.Classes);
        }

        context.Alias(0, value, value.Shape);
    }

    // A list of one value stands for all features, one of as many as there are features for each.
    private static T[] PerElement<T>(string name, T[] values, GraphValue value)
    {
        int width = value.Shape.Rank == 0 ? 1 : value.Shape[Math.Min(1, value.Shape.Rank - 1)];
        if (values.Length != 1 && values.Length != width)
        {
            throw GraphException.Attribute(string.Create(CultureInfo.InvariantCulture, $"{name} has {values.Length} values for {width} features."));
        }

        T[] expanded = new T[value.Length];
        for (int i = 0; i < expanded.Length; i++)
        {
            expanded[i] = values[values.Length == 1 ? 0 : i % width];
        }

        return expanded;
    }
}
