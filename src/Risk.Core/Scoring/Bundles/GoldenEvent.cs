namespace Risk.Scoring.Bundles;

/// <summary>An event with the decision it must get, bit for bit, on every machine.</summary>
/// <param name="Line">Its line in the golden file, from 1.</param>
/// <param name="Json">The event as UTF-8 JSON.</param>
/// <param name="Action">The action it must get.</param>
/// <param name="Probability">The probability it must get; NaN when the bundle has no model.</param>
/// <param name="Rule">The rule that must decide; null for none.</param>
public sealed record GoldenEvent(int Line, ReadOnlyMemory<byte> Json, RiskAction Action, double Probability, string? Rule);
