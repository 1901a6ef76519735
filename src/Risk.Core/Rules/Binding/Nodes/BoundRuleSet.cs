using Risk.Events;
using Risk.Velocity;

namespace Risk.Rules.Binding;

/// <summary>A checked rules file: what every later pass starts from. Immutable.</summary>
internal sealed record BoundRuleSet
{
    /// <summary>The schema the rules were checked against.</summary>
    public required EventSchema Schema { get; init; }

    /// <summary>The schema's attributes, then the computed columns the rules read (windows, model outputs, <c>rule_points</c>).</summary>
    public required EventSchema Columns { get; init; }

    /// <summary>The rules in source order.</summary>
    public required IReadOnlyList<BoundRule> Rules { get; init; }

    /// <summary>The distinct windows the rules read; each is a computed column of the same name.</summary>
    public IReadOnlyList<WindowDefinition> Windows { get; init; } = [];

    /// <summary>Which rule decides.</summary>
    public RuleSelection Selection { get; init; } = RuleSelection.Radar;

    /// <summary>The source text, for traces; empty when made by the fluent form.</summary>
    public string Source { get; init; } = "";
}
