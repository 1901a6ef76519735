namespace Risk.Models.Trees;

/// <summary>
/// A boosted or bagged ensemble of decision trees, read from XGBoost, LightGBM or ONNX. Margins are bit for bit the
/// framework's own. Load one with <c>RiskModel.Load</c>.
/// </summary>
/// <remarks>
/// The engine that evaluates it is chosen when it is loaded, for the model and the machine: see
/// <see cref="ModelInfo.Engine"/> and <see cref="ModelInfo.EngineReason"/>. Thread safety: safe.
/// </remarks>
public sealed partial class TreeEnsemble : IMarginModel
{
    private readonly TreeEnsembleDefinition _definition;
    private readonly ITreeEngine _rowEngine;
    private readonly ITreeDoubleEngine _doubleEngine;
    private readonly ITreeBatchEngine? _batchEngine;

    /// <summary>Makes an ensemble from a validated definition.</summary>
    /// <exception cref="RiskFormatException">The engine that the options force can't run the model.</exception>
    internal TreeEnsemble(TreeEnsembleDefinition definition, TreeEngineOptions? options = null)
    {
        TreeEngines engines = TreeEngineFactory.Create(definition, options ?? TreeEngineOptions.Default);
        _definition = definition;
        _rowEngine = engines.Row;
        _doubleEngine = engines.DoubleRow;
        _batchEngine = engines.Batch;
        Info = TreeEnsembleDescription.Describe(definition, engines);
    }

    /// <inheritdoc/>
    public int FeatureCount => _definition.FeatureCount;

    /// <inheritdoc/>
    public int OutputCount => _definition.OutputCount;

    /// <inheritdoc/>
    public int MarginCount => _definition.MarginCount;

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <summary>What the file says, for explanations and conversions.</summary>
    internal TreeEnsembleDefinition Definition => _definition;
}
