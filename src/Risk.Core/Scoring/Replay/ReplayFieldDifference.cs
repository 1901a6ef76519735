namespace Risk.Scoring.Replay;

/// <summary>A field of a decision that came out otherwise.</summary>
/// <param name="Field"><c>action</c>, <c>probability</c>, <c>score</c>, <c>rule</c>, <c>reasons</c> or <c>flags</c>.</param>
/// <param name="Logged">What the log has; numbers so that they round-trip.</param>
/// <param name="Replayed">What came out now.</param>
public sealed record ReplayFieldDifference(string Field, string Logged, string Replayed);
