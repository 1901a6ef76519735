using System.Numerics;
using System.Runtime.CompilerServices;
using Risk.Rules.Binding;

namespace Risk.Rules.Evaluation;

/// <summary>
/// Chooses the deciding rule among the matches (RULES section 6): one bit mask of acting rules per action, so that choosing is an AND and
/// a count of trailing zeros per word. Shadow rules are in no mask.
/// </summary>
/// <remarks>Immutable. Allocations: none. Thread safety: safe.</remarks>
internal sealed class RuleSelector
{
    private readonly RuleSelection _selection;
    private readonly ulong[][] _masks;
    private readonly double[] _points;
    private readonly bool _hasPoints;

    public RuleSelector(IReadOnlyList<BoundRule> rules, RuleSelection selection)
    {
        _selection = selection;
        int words = (rules.Count + 63) / 64;
        _masks = new ulong[Enum.GetValues<RuleAction>().Length][];
        for (int action = 0; action < _masks.Length; action++)
        {
            _masks[action] = new ulong[words];
        }

        _points = new double[rules.Count];
        for (int rule = 0; rule < rules.Count; rule++)
        {
            if (!rules[rule].IsShadow)
            {
                _masks[(int)rules[rule].Action][rule >> 6] |= 1UL << rule;
                _points[rule] = rules[rule].Points;
                _hasPoints |= rules[rule].Action == RuleAction.Score;
            }
        }
    }

    /// <summary>Chooses among the acting matches.</summary>
    /// <param name="matched">Bit r: rule r is true and its roll-out includes the event.</param>
    /// <param name="undetermined">Bit r: rule r is unknown; may be empty.</param>
    public RuleOutcome Select(ReadOnlySpan<ulong> matched, ReadOnlySpan<ulong> undetermined)
    {
        int challenge = First(matched, RuleAction.Challenge);
        (RuleAction? action, int rule) = _selection switch
        {
            RuleSelection.Radar => InOrder(matched, challenge, RuleAction.Allow, RuleAction.Block, RuleAction.Review),
            RuleSelection.MostSevere => InOrder(matched, challenge, RuleAction.Block, RuleAction.Review),
            RuleSelection.First => Earliest(matched),
            _ => ((RuleAction?)null, -1),
        };
        if (_selection == RuleSelection.MostSevere && action is null && First(matched, RuleAction.Allow) is >= 0 and var allow)
        {
            (action, rule) = (RuleAction.Allow, allow);
        }

        return new RuleOutcome(action, rule, challenge >= 0, _hasPoints ? Points(matched) : 0, AnyActing(undetermined));
    }

    private double Points(ReadOnlySpan<ulong> matched)
    {
        double sum = 0;
        ulong[] mask = _masks[(int)RuleAction.Score];
        for (int word = 0; word < mask.Length; word++)
        {
            for (ulong bits = matched[word] & mask[word]; bits != 0; bits &= bits - 1)
            {
                sum += _points[(word << 6) + BitOperations.TrailingZeroCount(bits)];
            }
        }

        return sum;
    }

    private (RuleAction? Action, int Rule) InOrder(ReadOnlySpan<ulong> matched, int challenge, params ReadOnlySpan<RuleAction> order)
    {
        foreach (RuleAction action in order)
        {
            int rule = First(matched, action);
            if (rule >= 0)
            {
                return (action, rule);
            }
        }

        return challenge >= 0 ? (RuleAction.Challenge, challenge) : (null, -1);
    }

    private (RuleAction? Action, int Rule) Earliest(ReadOnlySpan<ulong> matched)
    {
        RuleAction? chosen = null;
        int earliest = int.MaxValue;
        for (RuleAction action = RuleAction.Allow; action < RuleAction.Score; action++)
        {
            int rule = First(matched, action);
            if (rule >= 0 && rule < earliest)
            {
                (chosen, earliest) = (action, rule);
            }
        }

        return (chosen, chosen is null ? -1 : earliest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int First(ReadOnlySpan<ulong> matched, RuleAction action)
    {
        ulong[] mask = _masks[(int)action];
        for (int word = 0; word < mask.Length; word++)
        {
            ulong bits = matched[word] & mask[word];
            if (bits != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }

    private bool AnyActing(ReadOnlySpan<ulong> undetermined)
    {
        if (undetermined.IsEmpty)
        {
            return false;
        }

        foreach (ulong[] mask in _masks)
        {
            for (int word = 0; word < mask.Length; word++)
            {
                if ((undetermined[word] & mask[word]) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
