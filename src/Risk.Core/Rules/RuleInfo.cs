using Risk.Rules.Binding;

namespace Risk.Rules;

/// <summary>What is public of a rule.</summary>
public sealed class RuleInfo
{
    private readonly BoundRule _rule;

    internal RuleInfo(BoundRule rule) => _rule = rule;

    /// <summary>The label, or <c>rule-&lt;line&gt;</c>.</summary>
    public string Id => _rule.Id;

    /// <summary>What it does.</summary>
    public RuleAction Action => _rule.Action;

    /// <summary>Points of a Score rule; 0 otherwise.</summary>
    public double Points => _rule.Points;

    /// <summary>Evaluated and reported, and never decides.</summary>
    public bool IsShadow => _rule.IsShadow;

    /// <summary>The share of keys it acts on, 0 to 100; 100 without a roll-out.</summary>
    public double Percentage => _rule.Percentage;

    /// <summary>The reason's text, or null.</summary>
    public string? ReasonText => _rule.ReasonText;

    /// <summary>The user's own reason code, or null.</summary>
    public string? ReasonCode => _rule.ReasonCode;

    /// <summary>The line of its first word, from 1; 0 when it was not read from text.</summary>
    public int Line => _rule.Line;

    /// <summary>The id and the action.</summary>
    public override string ToString() => $"{Id}: {Action}";
}
