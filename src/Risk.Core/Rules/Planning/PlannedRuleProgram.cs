using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Risk.Events;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Planning;

/// <summary>
/// Evaluates all rules at once: every source's value becomes a cell, every cell has a row of bits for the clauses it does not
/// rule out, and the conjunction of those rows is the set of clauses that hold. A missing value has two rows, one for what
/// then certainly holds and one for what possibly does, so undetermined rules cost two more conjunctions of few rows.
/// Conditions that no cell can say are asked only where everything else holds.
/// </summary>
/// <typeparam name="TVectors">The vector width.</typeparam>
internal sealed partial class PlannedRuleProgram<TVectors> : IRuleProgram
    where TVectors : struct, IMaskVectors
{
    private const int MaximumWordsOnStack = 4096;

    private readonly MaskPlan _plan;
    private readonly RulePoints? _points;

    public PlannedRuleProgram(MaskPlan plan, RulePoints? points, string strategy)
    {
        _plan = plan;
        _points = points;
        Strategy = strategy;
    }

    /// <inheritdoc/>
    public int RuleCount => _plan.RuleCount;

    /// <inheritdoc/>
    public string Strategy { get; }

    /// <summary>The tables.</summary>
    public MaskPlan Plan => _plan;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Evaluate(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        MaskPlan plan = _plan;
        matched = matched[..((plan.RuleCount + 63) >> 6)];
        undetermined = undetermined.IsEmpty ? undetermined : undetermined[..matched.Length];

        // The tables hold positions of the plan's own layout: a shorter row can't be of it, and would be read beyond its end.
        ArgumentOutOfRangeException.ThrowIfLessThan(row.Numbers.Length, plan.Positions, nameof(row));

        int scratchWords = (plan.Words * 2) + ((plan.ColumnCount + 1) * 2);
        if (scratchWords <= MaximumWordsOnStack)
        {
            Span<ulong> scratch = stackalloc ulong[scratchWords];
            Run(row, matched, undetermined, scratch);
            return;
        }

        ulong[] rented = ArrayPool<ulong>.Shared.Rent(scratchWords);
        Run(row, matched, undetermined, rented);
        ArrayPool<ulong>.Shared.Return(rented);
    }

    private void Run(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined, Span<ulong> scratch)
    {
        MaskPlan plan = _plan;
        int words = plan.Words;
        Span<ulong> certain = scratch[..words];
        Span<int> lists = MemoryMarshal.Cast<ulong, int>(scratch[(2 * words)..]);
        int listLength = plan.ColumnCount + 1;
        ref int known = ref lists[0];
        ref int missing = ref lists[listLength];
        ref int clears = ref lists[2 * listLength];
        ref ulong rows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(plan.Rows), plan.RowsStart);

        if (undetermined.IsEmpty)
        {
            Found found = FindCells<Joined>(row, ref known, ref missing, ref clears);
            TVectors.And(ref rows, ref rows, ref known, found.Known, ref certain[0], words);
            ClearShared(certain, ref clears, found.Clears);
            AskResiduals(row, certain, []);
            certain[..matched.Length].CopyTo(matched);
            AddExtras(certain, matched);
        }
        else
        {
            Span<ulong> possible = scratch.Slice(words, words);
            Found found = FindCells<Split>(row, ref known, ref missing, ref clears);
            TVectors.And(ref rows, ref rows, ref known, found.Known, ref certain[0], words);
            ClearShared(certain, ref clears, found.Clears);

            int possibleCount = PossibleRows(ref missing, found.Missing, ref known);
            TVectors.And(ref rows, ref certain[0], ref known, possibleCount, ref possible[0], words);
            CertainRows(ref missing, found.Missing);
            TVectors.And(ref rows, ref certain[0], ref missing, found.Missing, ref certain[0], words);

            AskResiduals(row, certain, possible);
            certain[..matched.Length].CopyTo(matched);
            possible[..matched.Length].CopyTo(undetermined);
            AddExtras(certain, matched);
            AddExtras(possible, undetermined);
            for (int i = 0; i < undetermined.Length; i++)
            {
                undetermined[i] &= ~matched[i];
            }
        }

        if (_points is not null)
        {
            RunLate(_points, row, matched, undetermined);
        }
    }

    // Several cells of a number with many cuts share a row: the bits that it has too many of are cleared one by one.
    private void ClearShared(Span<ulong> certain, ref int clears, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int cell = Unsafe.Add(ref clears, i);
            int end = _plan.ClearStarts[cell + 1];
            for (int j = _plan.ClearStarts[cell]; j < end; j++)
            {
                int bit = _plan.ClearedBits[j];
                certain[bit >> 6] &= ~(1UL << (bit & 63));
            }
        }
    }

    private int PossibleRows(ref int missing, int missingCount, ref int offsets)
    {
        int count = 0;
        for (int i = 0; i < missingCount; i++)
        {
            int offset = _plan.Cells[Unsafe.Add(ref missing, i) - 1];
            Unsafe.Add(ref offsets, count) = offset;
            count += offset >= 0 ? 1 : 0;
        }

        return count;
    }

    private void CertainRows(ref int missing, int missingCount)
    {
        for (int i = 0; i < missingCount; i++)
        {
            ref int cell = ref Unsafe.Add(ref missing, i);
            cell = _plan.Cells[cell];
        }
    }

    private void AskResiduals(AttributeRow row, Span<ulong> certain, Span<ulong> possible)
    {
        ReadOnlySpan<ulong> residualBits = _plan.ResidualBits;
        for (int i = 0; i < residualBits.Length; i++)
        {
            ulong bits = (possible.IsEmpty ? certain[i] : possible[i]) & residualBits[i];
            for (; bits != 0; bits &= bits - 1)
            {
                int bit = (i << 6) + BitOperations.TrailingZeroCount(bits);
                MissingAnswer answer = Ask(bit, row, !possible.IsEmpty);
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

    private MissingAnswer Ask(int bit, AttributeRow row, bool wantsPossible)
    {
        MissingAnswer answer = MissingAnswer.Yes;
        int end = _plan.ResidualStarts[bit + 1];
        for (int i = _plan.ResidualStarts[bit]; i < end && answer != MissingAnswer.No; i++)
        {
            MissingAnswer next = _plan.Code.Evaluate(_plan.Residuals[i], row, wantsPossible);
            answer = next < answer ? next : answer;
        }

        return answer;
    }

    private void AddExtras(Span<ulong> clauses, Span<ulong> rules)
    {
        MaskPlan plan = _plan;
        for (int i = plan.RuleWords; i < plan.UsedWords; i++)
        {
            for (ulong bits = clauses[i]; bits != 0; bits &= bits - 1)
            {
                int rule = plan.RuleOfExtraBit[((i - plan.RuleWords) << 6) + BitOperations.TrailingZeroCount(bits)];
                rules[rule >> 6] |= 1UL << (rule & 63);
            }
        }
    }

    // Points accumulate in source order, and a late rule sees those of the rules before it.
    private void RunLate(RulePoints points, AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        points.Start(row);
        ReadOnlySpan<int> late = _plan.LateRules;
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
                    AskLate(next++, rule, points, row, matched, undetermined);
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

    private void AskLate(int index, int rule, RulePoints points, AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        MissingAnswer answer = _plan.Code.Evaluate(_plan.LateEntries[index], row, !undetermined.IsEmpty);
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
}
