namespace Risk.Scoring.Replay;

/// <summary>A reason as a log has it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Contribution">What it added to the margin, or the points lost.</param>
public readonly record struct LoggedReason(string Code, double Contribution);
