namespace Risk.Models.Calibration;

/// <summary>
/// Turns a model's output into a probability that means what it says. Immutable and safe for any number of threads.
/// The library's own are <see cref="RiskCalibration"/>s; implement it to bring another.
/// </summary>
public interface ICalibration
{
    /// <summary>Identifies the calibration by meaning, so that a scorer's version tells a change of it; null when it does not say.</summary>
    Fingerprint? Fingerprint => null;

    /// <summary>The calibrated probability.</summary>
    /// <param name="margin">The model's margin (log odds); NaN when the model tells none.</param>
    /// <param name="probability">The model's own probability.</param>
    /// <returns>0 to 1; NaN when the input is NaN.</returns>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    double Calibrate(double margin, double probability);
}
