using System.Runtime.Intrinsics;
using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Planning;

/// <summary>Runs the passes: conditions, formulas, clauses, masks.</summary>
internal static class RulePlanner
{
    /// <summary>Plans the rules for a layout and asks it for what they read.</summary>
    public static IRuleProgram Plan(BoundRuleSet rules, AttributeLayoutBuilder layout, string strategy)
    {
        var binding = new LayoutBinding(rules.Columns, layout);
        var points = RulePoints.Create(rules, binding, layout);
        var normalizer = new Normalizer(layout);
        var builder = new MaskPlanBuilder(rules.Rules.Count, layout);
        for (int rule = 0; rule < rules.Rules.Count; rule++)
        {
            BoundExpression condition = binding.Bind(rules.Rules[rule].Condition);
            Formula formula = normalizer.Normalize(condition);
            if (points is not null && points.AreReadBy(condition))
            {
                builder.AddLate(rule, formula);
            }
            else
            {
                builder.Add(rule, ClauseExpansion.Expand(formula));
            }
        }

        return Run(builder.Build(), points, strategy);
    }

    // Plans that are not compact run by longer rows, whatever was asked for.
    private static IRuleProgram Run(MaskPlan plan, RulePoints? points, string strategy) => strategy switch
    {
        RuleStrategies.Compact512 when plan.IsCompact => new CompactRuleProgram<MaskVectors512, CompactRow512>(plan, points, strategy),
        RuleStrategies.Compact256 when plan.IsCompact => new CompactRuleProgram<MaskVectors256, CompactRow256>(plan, points, strategy),
        RuleStrategies.Compact128 when plan.IsCompact => new CompactRuleProgram<MaskVectors128, CompactRow128>(plan, points, strategy),
        RuleStrategies.CompactScalar when plan.IsCompact => new CompactRuleProgram<MaskScalars, CompactRowScalar>(plan, points, strategy),
        RuleStrategies.Planned512 or RuleStrategies.Compact512 => new PlannedRuleProgram<MaskVectors512>(plan, points, RuleStrategies.Planned512),
        RuleStrategies.Planned256 or RuleStrategies.Compact256 => new PlannedRuleProgram<MaskVectors256>(plan, points, RuleStrategies.Planned256),
        RuleStrategies.Planned128 or RuleStrategies.Compact128 => new PlannedRuleProgram<MaskVectors128>(plan, points, RuleStrategies.Planned128),
        RuleStrategies.PlannedScalar or RuleStrategies.CompactScalar => new PlannedRuleProgram<MaskScalars>(plan, points, RuleStrategies.PlannedScalar),
        RuleStrategies.Compact when plan.IsCompact => Run(plan, points, Widest(RuleStrategies.Compact512, RuleStrategies.Compact256, RuleStrategies.Compact128, RuleStrategies.CompactScalar)),
        _ => Run(plan, points, Widest(RuleStrategies.Planned512, RuleStrategies.Planned256, RuleStrategies.Planned128, RuleStrategies.PlannedScalar)),
    };

    private static string Widest(string wide, string middle, string narrow, string scalar) =>
        Vector512.IsHardwareAccelerated ? wide
        : Vector256.IsHardwareAccelerated ? middle
        : Vector128.IsHardwareAccelerated ? narrow
        : scalar;
}
