using System.Globalization;

namespace Risk.Models.Formats.LightGbm;

/// <summary>The fields of one tree as the file holds them: lists of numbers, with their lines for messages.</summary>
internal sealed class LightGbmTreeBlock(int index, int line, FormatProblems problems)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private int? _linear;

    /// <summary>The path of the tree in messages.</summary>
    public string Path { get; } = string.Create(CultureInfo.InvariantCulture, $"Tree={index}");

    public int? LeafCount { get; private set; }

    public int CategoricalCount { get; private set; }

    public bool IsLinear => _linear == 1;

    public int[]? SplitFeature { get; private set; }

    public double[]? Threshold { get; private set; }

    public int[]? DecisionType { get; private set; }

    public int[]? LeftChild { get; private set; }

    public int[]? RightChild { get; private set; }

    public double[]? LeafValue { get; private set; }

    public double[]? LeafCounts { get; private set; }

    public double[]? InternalCounts { get; private set; }

    public int[]? CategoryBoundaries { get; private set; }

    public uint[]? CategoryThreshold { get; private set; }

    public double[]? LeafConstants { get; private set; }

    public int[]? LeafFeatureCounts { get; private set; }

    public int[]? LeafFeatures { get; private set; }

    public double[]? LeafCoefficients { get; private set; }

    /// <summary>The line of a field; the tree's own when it is missing.</summary>
    public int LineOf(string field) => _lines.GetValueOrDefault(field, line);

    /// <summary>Reports a problem of a field.</summary>
    public void Report(string code, string field, string message) => problems.ErrorAt(LineOf(field), code, $"{Path}.{field}", message);

    /// <summary>Takes a line of the tree; fields that don't matter for scoring are left out.</summary>
    public void Add(in LightGbmLines source)
    {
        ReadOnlySpan<byte> key = source.Key;
        switch (key)
        {
            case var _ when key.SequenceEqual("num_leaves"u8):
                LeafCount = ReadInteger("num_leaves", source);
                break;
            case var _ when key.SequenceEqual("num_cat"u8):
                CategoricalCount = ReadInteger("num_cat", source) ?? 0;
                break;
            case var _ when key.SequenceEqual("is_linear"u8):
                _linear = ReadInteger("is_linear", source);
                break;
            case var _ when key.SequenceEqual("split_feature"u8):
                SplitFeature = ReadIntegers("split_feature", source);
                break;
            case var _ when key.SequenceEqual("threshold"u8):
                Threshold = ReadDoubles("threshold", source);
                break;
            case var _ when key.SequenceEqual("decision_type"u8):
                DecisionType = ReadIntegers("decision_type", source);
                break;
            case var _ when key.SequenceEqual("left_child"u8):
                LeftChild = ReadIntegers("left_child", source);
                break;
            case var _ when key.SequenceEqual("right_child"u8):
                RightChild = ReadIntegers("right_child", source);
                break;
            case var _ when key.SequenceEqual("leaf_value"u8):
                LeafValue = ReadDoubles("leaf_value", source);
                break;
            case var _ when key.SequenceEqual("leaf_count"u8):
                LeafCounts = ReadDoubles("leaf_count", source);
                break;
            case var _ when key.SequenceEqual("internal_count"u8):
                InternalCounts = ReadDoubles("internal_count", source);
                break;
            case var _ when key.SequenceEqual("cat_boundaries"u8):
                CategoryBoundaries = ReadIntegers("cat_boundaries", source);
                break;
            case var _ when key.SequenceEqual("cat_threshold"u8):
                CategoryThreshold = LightGbmNumbers.ReadWords(source.Value, problems, Note("cat_threshold", source), $"{Path}.cat_threshold");
                break;
            case var _ when key.SequenceEqual("leaf_const"u8):
                LeafConstants = ReadDoubles("leaf_const", source);
                break;
            case var _ when key.SequenceEqual("num_features"u8):
                LeafFeatureCounts = ReadIntegers("num_features", source);
                break;
            case var _ when key.SequenceEqual("leaf_features"u8):
                LeafFeatures = ReadIntegers("leaf_features", source);
                break;
            case var _ when key.SequenceEqual("leaf_coeff"u8):
                LeafCoefficients = ReadDoubles("leaf_coeff", source);
                break;
        }
    }

    private int Note(string field, in LightGbmLines source) => _lines[field] = source.Number;

    private double[] ReadDoubles(string field, in LightGbmLines source) =>
        LightGbmNumbers.ReadDoubles(source.Value, problems, Note(field, source), $"{Path}.{field}");

    private int[] ReadIntegers(string field, in LightGbmLines source) =>
        LightGbmNumbers.ReadIntegers(source.Value, problems, Note(field, source), $"{Path}.{field}");

    private int? ReadInteger(string field, in LightGbmLines source)
    {
        Note(field, source);
        if (LightGbmNumbers.TryParse(source.Value, out int value) && value >= 0)
        {
            return value;
        }

        Report("RM021", field, "must be an integer that is not negative.");
        return null;
    }
}
