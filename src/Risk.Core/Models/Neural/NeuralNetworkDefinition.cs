namespace Risk.Models.Neural;

/// <summary>What a <see cref="NeuralNetwork"/> is made from.</summary>
public sealed record NeuralNetworkDefinition
{
    /// <summary>The layers from the input to the output.</summary>
    public required IReadOnlyList<DenseLayerDefinition> Layers { get; init; }

    /// <summary>What is taken from each feature before the first layer, or null for nothing.</summary>
    public IReadOnlyList<float>? InputOffsets { get; init; }

    /// <summary>What each feature is multiplied with after that, or null for nothing.</summary>
    public IReadOnlyList<float>? InputFactors { get; init; }

    /// <summary>The features' names in order, or empty.</summary>
    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    /// <summary>The labels of the classes in order, or empty.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The pipeline the model was trained on, or null.</summary>
    public Fingerprint? PipelineFingerprint { get; init; }

    /// <summary>The format that the model was read from.</summary>
    internal string Format { get; init; } = "code";

    /// <summary>The version of that format.</summary>
    internal string? FormatVersion { get; init; }

    /// <summary>How the label follows from the margins.</summary>
    internal LabelRule LabelRule { get; init; }

    /// <summary>What the reader noticed.</summary>
    internal IReadOnlyList<RiskDiagnostic> Warnings { get; init; } = [];
}
