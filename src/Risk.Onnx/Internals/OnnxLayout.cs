namespace Risk.Onnx.Internals;

/// <summary>How rows and outputs of the model lie in the tensors of the graph.</summary>
internal sealed record OnnxLayout
{
    public required InputSlot[] Inputs { get; init; }

    /// <summary>The outputs that are scores.</summary>
    public required OutputSlot[] Scores { get; init; }

    /// <summary>The label, one element a row; null without one.</summary>
    public OutputSlot? Label { get; init; }

    /// <summary>How many rows every call takes; more than 1 where the file fixes it.</summary>
    public int FixedRows { get; init; } = 1;

    /// <summary>Whether a call may take any number of rows.</summary>
    public bool TakesAnyRows { get; init; }

    public Risk.Models.ModelTask Task { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    public int FeatureCount => Inputs.Sum(static input => input.Width);

    public int OutputCount => Scores.Sum(static score => score.Count);

    public bool LabelIsText => Label?.Type == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.String;
}
