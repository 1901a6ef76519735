namespace Risk.Models.Calibration;

/// <summary>Turns a model's output into a probability that means what it says. Immutable and safe for any number of threads.</summary>
public interface ICalibration
{
    /// <summary>The calibrated probability.</summary>
    /// <param name="margin">The model's margin (log odds).</param>
    /// <param name="probability">The model's own probability.</param>
    /// <returns>0 to 1; NaN when the input is NaN.</returns>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    double Calibrate(double margin, double probability);
}
