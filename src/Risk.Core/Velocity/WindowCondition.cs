using Risk.Events;
using Risk.Rules;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Velocity;

/// <summary>A condition of the rules language that tells which events a window counts. An event for which it is unknown does not count.</summary>
/// <remarks>Immutable. Allocations: none. Thread safety: safe for distinct rows.</remarks>
internal sealed class WindowCondition
{
    private const string Prefix = "Review if ";

    private readonly BoundExpression _condition;
    private readonly int _labelPosition;
    private readonly double _assumed;

    private WindowCondition(BoundExpression condition, int labelPosition, double assumed) => (_condition, _labelPosition, _assumed) = (condition, labelPosition, assumed);

    /// <summary>Checks a condition against a schema.</summary>
    /// <returns>Its errors; empty when it can be compiled.</returns>
    public static IReadOnlyList<RiskDiagnostic> Check(string text, EventSchema schema)
    {
        if (!RuleSet.TryParse(Prefix + text, schema, out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> diagnostics))
        {
            return
            [
                .. diagnostics.Where(static problem => problem.Severity == DiagnosticSeverity.Error)
                    .Select(static problem => problem with { Column = problem.Column - Prefix.Length, EndColumn = problem.EndColumn - Prefix.Length }),
            ];
        }

        return rules.Bound.Rules.Count == 1 && rules.Bound.Windows.Count == 0
            ? []
            : [RiskDiagnostic.Error("RW008", "a window's condition is one condition over the event's attributes, without windows of its own.")];
    }

    /// <summary>Compiles a condition that <see cref="Check"/> found no errors in.</summary>
    public static WindowCondition Compile(EventCondition source, AttributeLayoutBuilder layout)
    {
        BoundRuleSet rules = RuleSet.Parse(Prefix + source.Where, layout.Schema).Bound;
        BoundExpression condition = new LayoutBinding(rules.Columns, layout).Bind(rules.Rules[0].Condition);
        AttributeUses.Request(condition, layout);
        return new WindowCondition(condition, source.Label is null ? -1 : layout.IndexOf(source.Label), source.Assumed);
    }

    public bool IsTrue(AttributeRow row)
    {
        if (_labelPosition < 0)
        {
            return IsTrueAsItIs(row);
        }

        ref double label = ref row.Numbers[_labelPosition];
        double known = label;
        label = _assumed;
        bool isTrue = IsTrueAsItIs(row);
        label = known;
        return isTrue;
    }

    private bool IsTrueAsItIs(AttributeRow row)
    {
        int mark = row.ScratchMark;
        bool isTrue = RuleExpressions.Truth(_condition, row) == Truth.True;
        row.ReleaseScratch(mark);
        return isTrue;
    }
}
