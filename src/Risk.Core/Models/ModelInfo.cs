using Risk.Models.Calibration;

namespace Risk.Models;

/// <summary>What a model is and where it comes from.</summary>
public sealed record ModelInfo
{
    private Fingerprint? _fingerprint;

    /// <summary>The kind: <c>tree-ensemble</c>, <c>linear</c>, <c>scorecard</c>, <c>neural-network</c>, <c>graph</c>, <c>onnx-runtime</c> or a user's own word.</summary>
    public required string Kind { get; init; }

    /// <summary>The format it was read from: <c>xgboost-json</c>, <c>xgboost-ubj</c>, <c>lightgbm-text</c>, <c>onnx</c>, <c>coefficients-json</c>, <c>scorecard-json</c> or <c>code</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The version of the framework or format that wrote it, or null when the file doesn't say.</summary>
    public string? FormatVersion { get; init; }

    /// <summary>The framework's name of the objective, such as <c>binary:logistic</c>; null without one.</summary>
    public string? Objective { get; init; }

    /// <summary>How outputs are to be read.</summary>
    public ModelTask Task { get; init; } = ModelTask.BinaryClassification;

    /// <summary>The features' names in order; empty when the file has none.</summary>
    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    /// <summary>The labels of the classes in the order of outputs; empty when the model has none.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>How the label follows from the margins, for classifiers that give one; <see cref="ModelLabels"/> applies it.</summary>
    public LabelRule LabelRule { get; init; }

    /// <summary>The number of trees, 0 for other kinds.</summary>
    public int TreeCount { get; init; }

    /// <summary>The number of leaves over all trees.</summary>
    public int LeafCount { get; init; }

    /// <summary>The depth of the deepest tree; a single leaf has depth 0.</summary>
    public int MaximumDepth { get; init; }

    /// <summary>The evaluation strategy in use, such as <c>dense-masks</c>; null when there is no choice.</summary>
    public string? Engine { get; init; }

    /// <summary>Why that engine was chosen.</summary>
    public string? EngineReason { get; init; }

    /// <summary>The bytes held in memory for evaluation.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>True when the framework's own predictions are made from float64 rows (LightGBM).</summary>
    public bool PrefersDouble { get; init; }

    /// <summary>Identifies the model by the bytes it was read from; null for models made in code that do not say.</summary>
    public Fingerprint? Fingerprint
    {
        get => _fingerprint;
        init => _fingerprint = value;
    }

    /// <summary>The pipeline the model was trained on, or null when it was not recorded.</summary>
    public Fingerprint? PipelineFingerprint { get; init; }

    /// <summary>The calibration that follows the model in a scorer or bundle, such as <c>platt: sigmoid(1.2 * margin + -0.4)</c>; null without one.</summary>
    public string? Calibration { get; init; }

    /// <summary>What the reader noticed that its user should know.</summary>
    public IReadOnlyList<RiskDiagnostic> Warnings { get; init; } = [];

    internal ModelInfo CalibratedBy(ICalibration? calibration) => calibration is null ? this : this with { Calibration = calibration.ToString() };

    /// <summary>Sets the fingerprint of a model that was just read, before anybody else has seen it.</summary>
    internal void Identify(Fingerprint fingerprint) => _fingerprint ??= fingerprint;
}
