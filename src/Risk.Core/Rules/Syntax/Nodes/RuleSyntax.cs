namespace Risk.Rules.Syntax;

/// <summary>A rule.</summary>
/// <param name="Label">Its label, or null.</param>
/// <param name="Action">What it does.</param>
/// <param name="Condition">When it does it.</param>
/// <param name="Span">Where it was written.</param>
internal sealed record RuleSyntax(string? Label, RuleAction Action, ExpressionSyntax Condition, SourceSpan Span) : ItemSyntax(Span)
{
    /// <summary>True for <c>shadow</c>.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The points of a Score rule; 0 otherwise.</summary>
    public double Points { get; init; }

    /// <summary>The share of keys of a roll-out in hundredths of a percent, 1 to 10,000; null without one.</summary>
    public int? Share { get; init; }

    /// <summary>The attribute whose values are shared out, or null.</summary>
    public AttributeSyntax? ShareKey { get; init; }

    /// <summary>The reason's text, or null.</summary>
    public string? Because { get; init; }

    /// <summary>The user's reason code, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the label was written; the action when there is none.</summary>
    public SourceSpan HeadSpan { get; init; }
}
