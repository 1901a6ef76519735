namespace Risk.Evaluation;

/// <summary>What events of similar predicted probability turned out to be.</summary>
/// <param name="Lower">Where the bin begins, a probability.</param>
/// <param name="Upper">Where it ends; the last bin includes it.</param>
/// <param name="Count">Events in the bin.</param>
/// <param name="MeanPredicted">The mean of their predicted probabilities; NaN for an empty bin.</param>
/// <param name="Observed">The share of them that is bad; NaN for an empty bin.</param>
public readonly record struct CalibrationBin(double Lower, double Upper, long Count, double MeanPredicted, double Observed);
