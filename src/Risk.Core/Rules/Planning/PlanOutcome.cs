using System.Numerics;
using Risk.Events;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Planning;

/// <summary>
/// From the clauses that the cells leave over to the rules that match: residual conditions, further clauses of a rule, and the
/// rules that read points.
/// </summary>
internal static class PlanOutcome
{
    /// <summary>Asks the residual conditions of clauses that are left and takes out those that fail.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="row">The event.</param>
    /// <param name="certain">The clauses that certainly hold, as far as cells tell.</param>
    /// <param name="possible">Those that possibly do; empty when nobody asks.</param>
    public static void AskResiduals(MaskPlan plan, AttributeRow row, Span<ulong> certain, Span<ulong> possible)
    {
        ReadOnlySpan<ulong> residualBits = plan.ResidualBits;
        for (int i = 0; i < residualBits.Length; i++)
        {
            ulong bits = (possible.IsEmpty ? certain[i] : possible[i]) & residualBits[i];
            for (; bits != 0; bits &= bits - 1)
            {
                int bit = (i << 6) + BitOperations.TrailingZeroCount(bits);
                MissingAnswer answer = Ask(plan, bit, row, !possible.IsEmpty);
                ulong cleared = bits & (0 - bits);
                if (answer != MissingAnswer.Yes)
                {
                    certain[i] &= ~cleared;
                }

                if (answer == MissingAnswer.No && !possible.IsEmpty)
                {
                    possible[i] &= ~cleared;
                }
            }
        }
    }

    /// <summary>Writes the rules that match. The clauses are used up.</summary>
    public static void Write(MaskPlan plan, Span<ulong> certain, Span<ulong> matched)
    {
        for (int i = plan.RuleCount >> 6; i < plan.UsedWords; i++)
        {
            for (ulong bits = certain[i] & ExtraBits(plan, i); bits != 0; bits &= bits - 1)
            {
                int rule = RuleOfExtra(plan, i, bits);
                certain[rule >> 6] |= 1UL << (rule & 63);
            }
        }

        certain[..matched.Length].CopyTo(matched);
        matched[^1] &= RuleBitsOfLastWord(plan);
    }

    /// <summary>Writes the rules that match and those that are undetermined. The clauses are used up.</summary>
    public static void Write(MaskPlan plan, Span<ulong> certain, Span<ulong> possible, Span<ulong> matched, Span<ulong> undetermined)
    {
        // What certainly holds possibly does, so one walk over the possible clauses meets both.
        for (int i = plan.RuleCount >> 6; i < plan.UsedWords; i++)
        {
            for (ulong bits = possible[i] & ExtraBits(plan, i); bits != 0; bits &= bits - 1)
            {
                int rule = RuleOfExtra(plan, i, bits);
                possible[rule >> 6] |= 1UL << (rule & 63);
                certain[rule >> 6] |= ((certain[i] >> BitOperations.TrailingZeroCount(bits)) & 1) << (rule & 63);
            }
        }

        for (int i = 0; i < matched.Length; i++)
        {
            matched[i] = certain[i];
            undetermined[i] = possible[i] & ~certain[i];
        }

        matched[^1] &= RuleBitsOfLastWord(plan);
        undetermined[^1] &= RuleBitsOfLastWord(plan);
    }

    /// <summary>Runs the rules that read points: these accumulate in source order, and such a rule sees those of the rules before it.</summary>
    public static void RunLate(MaskPlan plan, RulePoints points, AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        points.Start(row);
        ReadOnlySpan<int> late = plan.LateRules;
        int next = 0;
        for (int i = 0; i < matched.Length; i++)
        {
            ulong bits = matched[i] & points.CountedBits[i];
            while (true)
            {
                int rule = bits == 0 ? int.MaxValue : (i << 6) + BitOperations.TrailingZeroCount(bits);
                if (next < late.Length && late[next] >> 6 == i && late[next] < rule)
                {
                    rule = late[next];
                    AskLate(plan, next++, rule, points, row, matched, undetermined);
                }
                else if (rule != int.MaxValue)
                {
                    points.Add(rule, row);
                    bits &= bits - 1;
                }
                else
                {
                    break;
                }
            }
        }
    }

    private static MissingAnswer Ask(MaskPlan plan, int bit, AttributeRow row, bool wantsPossible)
    {
        MissingAnswer answer = MissingAnswer.Yes;
        int end = plan.ResidualStarts[bit + 1];
        for (int i = plan.ResidualStarts[bit]; i < end && answer != MissingAnswer.No; i++)
        {
            MissingAnswer next = plan.Code.Evaluate(plan.Residuals[i], row, wantsPossible);
            answer = next < answer ? next : answer;
        }

        return answer;
    }

    private static void AskLate(MaskPlan plan, int index, int rule, RulePoints points, AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        MissingAnswer answer = plan.Code.Evaluate(plan.LateEntries[index], row, !undetermined.IsEmpty);
        ulong bit = 1UL << (rule & 63);
        if (answer == MissingAnswer.Yes)
        {
            matched[rule >> 6] |= bit;
            points.Add(rule, row);
        }
        else if (answer == MissingAnswer.Maybe)
        {
            undetermined[rule >> 6] |= bit;
        }
    }

    private static int RuleOfExtra(MaskPlan plan, int word, ulong bits) =>
        plan.RuleOfExtraBit[(word << 6) + BitOperations.TrailingZeroCount(bits) - plan.RuleCount];

    // The rules' own bits end inside this word, or before it.
    private static ulong ExtraBits(MaskPlan plan, int word) => word == plan.RuleCount >> 6 ? ulong.MaxValue << (plan.RuleCount & 63) : ulong.MaxValue;

    private static ulong RuleBitsOfLastWord(MaskPlan plan) => ulong.MaxValue >> (-plan.RuleCount & 63);
}
