namespace Risk;

/// <summary>What a reason says. Made once per snapshot and shared by all its decisions.</summary>
/// <param name="Source">What it comes from.</param>
/// <param name="Code">A short stable code: a scorecard's reason code, a rule's own, or the feature's name.</param>
/// <param name="Text">A sentence for people, or null.</param>
public sealed record ReasonDefinition(ReasonSource Source, string Code, string? Text = null);
