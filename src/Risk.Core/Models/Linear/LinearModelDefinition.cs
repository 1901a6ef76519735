namespace Risk.Models.Linear;

/// <summary>
/// What a <see cref="LinearModel"/> is made from: margin_k = intercept_k + Σ weight_ki (x_i - mean_i) / scale_i.
/// </summary>
public sealed record LinearModelDefinition
{
    /// <summary>The weights, in units of the standardized features when there is a standardization: all features of the first margin, then of the next.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>The intercept of each margin: one for a binary or plain model, one per class otherwise.</summary>
    public required IReadOnlyList<double> Intercepts { get; init; }

    /// <summary>What turns margins into outputs; the logistic function unless set.</summary>
    public LinkFunction Link { get; init; } = LinkFunction.Sigmoid;

    /// <summary>The factor inside the logistic function; others ignore it.</summary>
    public double LinkScale { get; init; } = 1;

    /// <summary>The mean that is taken from each feature, or null for none.</summary>
    public IReadOnlyList<double>? Means { get; init; }

    /// <summary>The scale each feature is divided by, or null for none; never 0.</summary>
    public IReadOnlyList<double>? Scales { get; init; }

    /// <summary>
    /// The value that stands for a missing (NaN) feature, before standardization; NaN in the list, or no list, lets the
    /// missing feature make the margin NaN, which a scorer flags.
    /// </summary>
    public IReadOnlyList<double>? FillValues { get; init; }

    /// <summary>
    /// The row that contributions are measured from (see <see cref="LinearModel.Explain"/>): the means of the training data
    /// are the usual choice. Null for <see cref="Means"/>, or zeros without them.
    /// </summary>
    public IReadOnlyList<double>? Reference { get; init; }

    /// <summary>The order of addition.</summary>
    public LinearSummation Summation { get; init; } = LinearSummation.Lanes;

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
