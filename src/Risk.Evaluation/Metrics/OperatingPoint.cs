namespace Risk.Evaluation;

/// <summary>What happens when every event from a score on is flagged.</summary>
/// <param name="Threshold">The score; events with at least this score are flagged.</param>
/// <param name="Confusion">How that agrees with the labels.</param>
public readonly record struct OperatingPoint(double Threshold, ConfusionMatrix Confusion);
