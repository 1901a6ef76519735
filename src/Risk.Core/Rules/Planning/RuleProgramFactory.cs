using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Planning;

/// <summary>Makes a rule set ready for a layout by the strategy that suits its size.</summary>
internal static class RuleProgramFactory
{
    // One rule needs no tables. From two on, looking up the cells of all their attributes costs no more.
    private const int MaximumPlainRules = 1;

    /// <summary>
    /// Compiles the rules and asks the layout for what they read. The environment variable
    /// <see cref="RuleStrategies.Variable"/> forces a strategy.
    /// </summary>
    public static IRuleProgram Create(BoundRuleSet rules, AttributeLayoutBuilder layout) =>
        Create(rules, layout, Environment.GetEnvironmentVariable(RuleStrategies.Variable));

    /// <summary>Compiles the rules by a named strategy; by size when the name is null or not one.</summary>
    public static IRuleProgram Create(BoundRuleSet rules, AttributeLayoutBuilder layout, string? strategy) => strategy switch
    {
        RuleStrategies.Reference => new ReferenceRuleProgram(rules, layout),
        RuleStrategies.Plain => new PlainRuleProgram(rules, layout),
        not null when RuleStrategies.All.Contains(strategy) => RulePlanner.Plan(rules, layout, strategy),
        _ when rules.Rules.Count <= MaximumPlainRules => new PlainRuleProgram(rules, layout),
        _ => RulePlanner.Plan(rules, layout, RuleStrategies.Compact),
    };
}
