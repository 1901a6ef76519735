using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Planning;

/// <summary>Runs rules one after the other as steps in arrays: needs no tables, and is as fast as these where there is no work to share.</summary>
internal sealed class PlainRuleProgram : IRuleProgram
{
    private readonly FormulaCode _code;
    private readonly int[] _entries;
    private readonly RulePoints? _points;

    /// <summary>Compiles the rules for a layout and asks it for what they read.</summary>
    public PlainRuleProgram(BoundRuleSet rules, AttributeLayoutBuilder layout)
    {
        var binding = new LayoutBinding(rules.Columns, layout);
        var normalizer = new Normalizer(layout);
        var builder = new FormulaCodeBuilder();
        _entries = new int[rules.Rules.Count];
        for (int i = 0; i < _entries.Length; i++)
        {
            _entries[i] = builder.Add(normalizer.Normalize(binding.Bind(rules.Rules[i].Condition)));
        }

        _code = builder.Build();
        _points = RulePoints.Create(rules, binding, layout);
    }

    /// <inheritdoc/>
    public int RuleCount => _entries.Length;

    /// <inheritdoc/>
    public string Strategy => RuleStrategies.Plain;

    /// <inheritdoc/>
    public void Evaluate(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        matched.Clear();
        undetermined.Clear();
        bool wantsPossible = !undetermined.IsEmpty;
        _points?.Start(row);
        for (int i = 0; i < _entries.Length; i++)
        {
            MissingAnswer answer = _code.Evaluate(_entries[i], row, wantsPossible);
            ulong bit = 1UL << (i & 63);
            if (answer == MissingAnswer.Yes)
            {
                matched[i >> 6] |= bit;
                _points?.Add(i, row);
            }
            else if (answer == MissingAnswer.Maybe)
            {
                undetermined[i >> 6] |= bit;
            }
        }
    }
}
