using System.Numerics;
using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Selection;

/// <summary>
/// Picks the rule that decides from the rules that matched. Each action has a mask of its rules, shadow rules left out, so
/// that picking is an AND and a count of trailing zeros a word.
/// </summary>
internal sealed class RuleSelector
{
    private const double MostPoints = 100;

    private readonly RuleSelection _selection;
    private readonly RuleAction[] _actions;
    private readonly double[] _points;
    private readonly ulong[] _allow;
    private readonly ulong[] _block;
    private readonly ulong[] _review;
    private readonly ulong[] _challenge;
    private readonly ulong[] _deciding;
    private readonly ulong[]? _score;
    private readonly RuleShare[]? _shares;
    private readonly bool _hasChallenge;

    /// <summary>Prepares a rule set for a layout; asks it for the keys of roll-outs.</summary>
    public RuleSelector(BoundRuleSet rules, AttributeLayoutBuilder layout)
    {
        _selection = rules.Selection;
        int count = rules.Rules.Count;
        _actions = new RuleAction[count];
        _points = new double[count];
        _allow = Mask(rules, RuleAction.Allow);
        _block = Mask(rules, RuleAction.Block);
        _review = Mask(rules, RuleAction.Review);
        _challenge = Mask(rules, RuleAction.Challenge);
        ulong[] score = Mask(rules, RuleAction.Score);
        _score = Array.Exists(score, static word => word != 0) ? score : null;
        _hasChallenge = Array.Exists(_challenge, static word => word != 0);
        _deciding = new ulong[_allow.Length];
        for (int word = 0; word < _deciding.Length; word++)
        {
            _deciding[word] = _allow[word] | _block[word] | _review[word] | _challenge[word];
        }

        LayoutBinding? binding = null;
        for (int i = 0; i < count; i++)
        {
            BoundRule rule = rules.Rules[i];
            _actions[i] = rule.Action;
            _points[i] = rule.Points;
            if (rule.PercentageKey is not null && rule.Percentage < 100)
            {
                binding ??= new LayoutBinding(rules.Columns, layout);
                _shares ??= new RuleShare[count];
                _shares[i] = RuleShare.Create(rule, binding, layout);
            }
        }

        if (_shares is not null)
        {
            for (int i = 0; i < count; i++)
            {
                if (rules.Rules[i].PercentageKey is null || rules.Rules[i].Percentage >= 100)
                {
                    _shares[i] = RuleShare.Create(rules.Rules[i], binding!, layout);
                }
            }
        }
    }

    /// <summary>What the matched rules decide about an event.</summary>
    /// <remarks>Allocations: none. Thread safety: safe for distinct rows.</remarks>
    public RuleOutcome Select(AttributeRow row, ReadOnlySpan<ulong> matched)
    {
        double points = _score is null ? 0 : Sum(row, matched, _score);
        int challenge = _hasChallenge ? First(row, matched, _challenge) : -1;
        int decides = _selection switch
        {
            RuleSelection.Radar => FirstOf(row, matched, _allow, _block, _review, challenge),
            RuleSelection.MostSevere => FirstOf(row, matched, _block, _review, challenge),
            RuleSelection.First => First(row, matched, _deciding),
            _ => -1,
        };
        return new RuleOutcome(
            decides < 0 ? null : ActionOf(_actions[decides]),
            decides,
            challenge >= 0,
            _selection == RuleSelection.Score ? Math.Clamp(points, 0, MostPoints) : points);
    }

    /// <summary>Whether a rule acts on this event's key: false for the keys outside its roll-out.</summary>
    public bool Acts(int rule, AttributeRow row) => _shares is null || _shares[rule].Includes(row);

    private int FirstOf(AttributeRow row, ReadOnlySpan<ulong> matched, ulong[] first, ulong[] second, ulong[] third, int challenge)
    {
        int rule = First(row, matched, first);
        rule = rule >= 0 ? rule : First(row, matched, second);
        rule = rule >= 0 ? rule : First(row, matched, third);
        return rule >= 0 ? rule : challenge;
    }

    private int FirstOf(AttributeRow row, ReadOnlySpan<ulong> matched, ulong[] block, ulong[] review, int challenge)
    {
        int rule = First(row, matched, block);
        rule = rule >= 0 ? rule : First(row, matched, review);
        rule = rule >= 0 ? rule : challenge;
        return rule >= 0 ? rule : First(row, matched, _allow);
    }

    private int First(AttributeRow row, ReadOnlySpan<ulong> matched, ulong[] mask)
    {
        for (int word = 0; word < mask.Length; word++)
        {
            ulong bits = matched[word] & mask[word];
            while (bits != 0)
            {
                int rule = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (_shares is null || _shares[rule].Includes(row))
                {
                    return rule;
                }

                bits &= bits - 1;
            }
        }

        return -1;
    }

    private double Sum(AttributeRow row, ReadOnlySpan<ulong> matched, ulong[] mask)
    {
        double sum = 0;
        for (int word = 0; word < mask.Length; word++)
        {
            ulong bits = matched[word] & mask[word];
            while (bits != 0)
            {
                int rule = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (_shares is null || _shares[rule].Includes(row))
                {
                    sum += _points[rule];
                }

                bits &= bits - 1;
            }
        }

        return sum;
    }

    private static RiskAction ActionOf(RuleAction action) => action switch
    {
        RuleAction.Allow => RiskAction.Allow,
        RuleAction.Block => RiskAction.Block,
        RuleAction.Review => RiskAction.Review,
        _ => RiskAction.Challenge,
    };

    private static ulong[] Mask(BoundRuleSet rules, RuleAction action)
    {
        var mask = new ulong[RuleMatches.WordsFor(rules.Rules.Count)];
        for (int i = 0; i < rules.Rules.Count; i++)
        {
            if (rules.Rules[i].Action == action && !rules.Rules[i].IsShadow)
            {
                mask[i >> 6] |= 1UL << (i & 63);
            }
        }

        return mask;
    }
}
