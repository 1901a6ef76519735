using System.Buffers;
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
    private const int MissingAtOnce = 8;

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

        int listLength = plan.ColumnCount + MissingAtOnce;
        int scratchWords = (plan.Words * 2) + ((3 * listLength) + 1) / 2;
        if (scratchWords <= MaximumWordsOnStack)
        {
            Span<ulong> scratch = stackalloc ulong[scratchWords];
            Run(row, matched, undetermined, scratch, listLength);
            return;
        }

        ulong[] rented = ArrayPool<ulong>.Shared.Rent(scratchWords);
        Run(row, matched, undetermined, rented, listLength);
        ArrayPool<ulong>.Shared.Return(rented);
    }

    private void Run(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined, Span<ulong> scratch, int listLength)
    {
        MaskPlan plan = _plan;
        int words = plan.Words;
        Span<ulong> certain = scratch[..words];
        Span<int> lists = MemoryMarshal.Cast<ulong, int>(scratch[(2 * words)..]);
        ref int offsets = ref lists[0];
        ref int missing = ref lists[listLength];
        ref int clears = ref lists[2 * listLength];
        ref ulong rows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(plan.Rows), plan.RowsStart);

        if (undetermined.IsEmpty)
        {
            Found found = FindCells<Certain>(row, ref offsets, ref missing, ref clears);
            TVectors.And(ref rows, ref rows, ref offsets, found.Offsets, ref certain[0], words);
            ClearShared(certain, ref clears, found.Clears);
            PlanOutcome.AskResiduals(plan, row, certain, []);
            PlanOutcome.Write(plan, certain, matched);
        }
        else
        {
            Span<ulong> possible = scratch.Slice(words, words);
            Found found = FindCells<Possible>(row, ref offsets, ref missing, ref clears);
            TVectors.And(ref rows, ref rows, ref offsets, found.Offsets, ref possible[0], words);
            ClearShared(possible, ref clears, found.Clears);

            // Filled up with the row of all clauses, which clears nothing: a loop whose length varies with the event would be
            // mispredicted on most.
            int missingCount = found.Missing;
            do
            {
                Unsafe.Add(ref missing, missingCount++) = 0;
            }
            while (missingCount % MissingAtOnce != 0);

            TVectors.And(ref rows, ref possible[0], ref missing, missingCount, ref certain[0], words);
            PlanOutcome.AskResiduals(plan, row, certain, possible);
            PlanOutcome.Write(plan, certain, possible, matched, undetermined);
        }

        if (_points is not null)
        {
            PlanOutcome.RunLate(plan, _points, row, matched, undetermined);
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
}
