namespace Risk.Scoring;

/// <summary>An attribute or computed column as the scorer saw it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The value as text, invariant; null when missing. Texts nobody reads are not kept and show as <c>(not read)</c>.</param>
public sealed record TracedValue(string Name, string? Value);
