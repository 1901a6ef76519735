namespace Risk.Models.Neural;

/// <summary>
/// A feed-forward network of dense layers in float32. Outputs have the same bits on every machine and vector width.
/// </summary>
/// <remarks>
/// A last layer with sigmoid or softmax is split: its sums are the margins, its activation is the link, computed in float64.
/// Missing features are NaN and make the outputs NaN: impute them in the pipeline. Thread safety: safe.
/// </remarks>
/// <example>
/// <code>
/// var network = new NeuralNetwork(new NeuralNetworkDefinition
/// {
///     Layers =
///     [
///         new DenseLayerDefinition { Weights = [0.5f, -1, 0.25f, 2], Biases = [0.1f, 0], Activation = Activation.Relu },
///         new DenseLayerDefinition { Weights = [1, -1], Biases = [0], Activation = Activation.Sigmoid },
///     ],
/// });
/// Span&lt;float&gt; probability = stackalloc float[1];
/// network.Predict([1, 2], probability);
/// </code>
/// </example>
public sealed partial class NeuralNetwork : IMarginModel
{
    private readonly DenseLayer[] _layers;
    private readonly float[]? _offsets;
    private readonly float[]? _factors;
    private readonly LinkFunction _link;
    private readonly int _scratchWidth;

    /// <summary>Makes a network from its definition.</summary>
    /// <exception cref="ArgumentException">Lengths that do not fit, or a number that is not finite; the message names all problems.</exception>
    public NeuralNetwork(NeuralNetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        NeuralNetworkValidation.ThrowIfInvalid(definition);
        _layers = [.. definition.Layers.Select(layer => new DenseLayer(layer))];
        FeatureCount = _layers[0].InputCount;
        MarginCount = _layers[^1].OutputCount;
        _link = _layers[^1].Activation switch
        {
            Activation.Sigmoid => LinkFunction.Sigmoid,
            Activation.Softmax => LinkFunction.Softmax,
            _ => LinkFunction.Identity,
        };
        if (definition.InputOffsets is not null || definition.InputFactors is not null)
        {
            _offsets = definition.InputOffsets is null ? new float[FeatureCount] : [.. definition.InputOffsets];
            _factors = definition.InputFactors is null ? [.. Enumerable.Repeat(1f, FeatureCount)] : [.. definition.InputFactors];
        }

        _scratchWidth = Math.Max(_layers.Max(layer => layer.PaddedOutputs), _offsets is null ? 0 : FeatureCount);
        Info = Describe(definition);
    }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public int OutputCount => MarginCount;

    /// <inheritdoc/>
    public int MarginCount { get; }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    private ModelInfo Describe(NeuralNetworkDefinition definition) => new()
    {
        Kind = "neural-network",
        Format = definition.Format,
        FormatVersion = definition.FormatVersion,
        Task = _link switch
        {
            LinkFunction.Sigmoid when MarginCount == 1 => ModelTask.BinaryClassification,
            LinkFunction.Identity => ModelTask.Regression,
            _ => ModelTask.MulticlassClassification,
        },
        FeatureNames = definition.FeatureNames,
        Labels = definition.Labels,
        LabelRule = definition.LabelRule,
        Engine = "dense-layers",
        EngineReason = "the same bits on every vector width",
        MemoryBytes = _layers.Sum(layer => layer.Weights.Bytes + layer.Biases.Bytes),
        PipelineFingerprint = definition.PipelineFingerprint,
        Warnings = definition.Warnings,
    };
}
