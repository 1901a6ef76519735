namespace Risk.Extensions.Loading;

/// <summary>One part of a scorer: what it adds to a builder, and what it was loaded from.</summary>
/// <param name="Slot">What it is; a second part of the same slot replaces the first. Null adds to all others.</param>
/// <param name="Apply">Adds the part.</param>
/// <param name="Source">Where it comes from; null when it was made in code.</param>
/// <param name="Loaded">What keeps it between reloads; null when it was made in code.</param>
internal sealed record ScorerPart<TEvent>(string? Slot, Action<RiskScorerBuilder<TEvent>, SourceReader> Apply, RiskSource? Source, ILoaded? Loaded);
