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

        MaskPlan plan = builder.Build();
        return strategy switch
        {
            RuleStrategies.Planned512 => new PlannedRuleProgram<MaskVectors512>(plan, points, strategy),
            RuleStrategies.Planned256 => new PlannedRuleProgram<MaskVectors256>(plan, points, strategy),
            RuleStrategies.Planned128 => new PlannedRuleProgram<MaskVectors128>(plan, points, strategy),
            RuleStrategies.PlannedScalar => new PlannedRuleProgram<MaskScalars>(plan, points, strategy),
            _ when Vector512.IsHardwareAccelerated => new PlannedRuleProgram<MaskVectors512>(plan, points, strategy),
            _ when Vector256.IsHardwareAccelerated => new PlannedRuleProgram<MaskVectors256>(plan, points, strategy),
            _ when Vector128.IsHardwareAccelerated => new PlannedRuleProgram<MaskVectors128>(plan, points, strategy),
            _ => new PlannedRuleProgram<MaskScalars>(plan, points, strategy),
        };
    }
}
