using Risk.Models;
using Risk.Models.Calibration;

namespace Risk.Scoring.Bundles;

/// <summary>A model of a bundle.</summary>
/// <param name="File">Its file's name inside the bundle.</param>
/// <param name="Model">The model.</param>
/// <param name="Name">Its name; null for the one the policy decides by.</param>
/// <param name="Pipeline">Its own pipeline; null when it uses the bundle's.</param>
/// <param name="Calibration">Its calibration; null without one.</param>
/// <param name="BadOutput">Which output is the bad outcome; null for the default.</param>
public sealed record BundleModel(string File, IRiskModel Model, string? Name, FeaturePipeline? Pipeline, ICalibration? Calibration, int? BadOutput)
{
    /// <summary>What the model is, its calibration included.</summary>
    public ModelInfo Info => Model.Info.CalibratedBy(Calibration);
}
