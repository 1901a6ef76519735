namespace Risk.Rules.Binding;

/// <summary>A checked rule.</summary>
internal sealed record BoundRule
{
    /// <summary>The label, or <c>rule-&lt;line&gt;</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public required RuleAction Action { get; init; }

    /// <summary>Points of a Score rule; 0 otherwise.</summary>
    public double Points { get; init; }

    /// <summary>When it does it.</summary>
    public required BoundExpression Condition { get; init; }

    /// <summary>Evaluated and reported, and never decides.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The share of keys it acts on, 0 to 100; 100 without a roll-out.</summary>
    public double Percentage { get; init; } = 100;

    /// <summary>The attribute whose hash decides the share, or null.</summary>
    public BoundAttribute? PercentageKey { get; init; }

    /// <summary>The reason's text, or null.</summary>
    public string? ReasonText { get; init; }

    /// <summary>The user's own reason code, or null.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The line of its first word, from 1.</summary>
    public int Line { get; init; }

    /// <summary>Its first UTF-16 unit in the source; -1 when made by the fluent form.</summary>
    public int Start { get; init; } = -1;

    /// <summary>Its number of UTF-16 units.</summary>
    public int Length { get; init; }
}
