using Risk.Models;
using Risk.Models.Calibration;

namespace Risk.Scoring;

/// <summary>A model with what it needs inside a scorer.</summary>
/// <param name="Model">The model.</param>
public sealed record ScorerModel(IRiskModel Model)
{
    /// <summary>
    /// Null for the model that the policy decides by; its outputs are <c>:probability:</c> and <c>:risk_score:</c>. A name for another one; rules read
    /// it as <c>:name_probability:</c> and <c>:name_score:</c>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// The pipeline that makes its features; null takes the scorer's, and without one the attributes named like the model's features.
    /// </summary>
    public FeaturePipeline? Pipeline { get; init; }

    /// <summary>Turns its output into a probability that means what it says; null when it already does.</summary>
    public ICalibration? Calibration { get; init; }

    /// <summary>What the model is, its calibration included.</summary>
    public ModelInfo Info => Model.Info.CalibratedBy(Calibration);

    /// <summary>Which output is the probability of the bad outcome, for models with several classes. Default 0 for one output, else 1.</summary>
    public int? BadOutput { get; init; }
}
