using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Planning;

namespace Risk.Rules.Evaluation;

/// <summary>Evaluates every rule by a walk over its condition: the law the other strategies are tested against, and what explains decisions.</summary>
internal sealed class ReferenceRuleProgram : IRuleProgram
{
    private readonly BoundExpression[] _conditions;
    private readonly RulePoints? _points;

    /// <summary>Prepares the rules for a layout and asks it for what they read.</summary>
    public ReferenceRuleProgram(BoundRuleSet rules, AttributeLayoutBuilder layout)
    {
        var binding = new LayoutBinding(rules.Columns, layout);
        _conditions = new BoundExpression[rules.Rules.Count];
        for (int i = 0; i < _conditions.Length; i++)
        {
            _conditions[i] = binding.Bind(rules.Rules[i].Condition);
            AttributeUses.Request(_conditions[i], layout);
        }

        _points = RulePoints.Create(rules, binding, layout);
    }

    /// <inheritdoc/>
    public int RuleCount => _conditions.Length;

    /// <inheritdoc/>
    public string Strategy => RuleStrategies.Reference;

    /// <summary>A rule's condition with the positions of this program's layout.</summary>
    public BoundExpression ConditionOf(int rule) => _conditions[rule];

    /// <inheritdoc/>
    public void Evaluate(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        matched.Clear();
        undetermined.Clear();
        _points?.Start(row);
        for (int i = 0; i < _conditions.Length; i++)
        {
            int mark = row.ScratchMark;
            Truth truth = RuleExpressions.Truth(_conditions[i], row);
            row.ReleaseScratch(mark);
            ulong bit = 1UL << (i & 63);
            if (truth == Truth.True)
            {
                matched[i >> 6] |= bit;
                _points?.Add(i, row);
            }
            else if (truth == Truth.Unknown && !undetermined.IsEmpty)
            {
                undetermined[i >> 6] |= bit;
            }
        }
    }
}
