using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Risk.Events;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Planning;

/// <summary>
/// Evaluates all rules at once by a compact plan: what <see cref="PlannedRuleProgram{TVectors}"/> does in lists, this does in
/// registers. Every source's value becomes a cell, and the cell's row is taken into the conjunction of both readings at once.
/// </summary>
/// <typeparam name="TVectors">Counts bounds.</typeparam>
/// <typeparam name="TRow">Holds the conjunction.</typeparam>
internal sealed class CompactRuleProgram<TVectors, TRow> : IRuleProgram
    where TVectors : struct, IMaskVectors
    where TRow : struct, ICompactRow<TRow>
{
    private readonly MaskPlan _plan;
    private readonly RulePoints? _points;

    public CompactRuleProgram(MaskPlan plan, RulePoints? points, string strategy)
    {
        _plan = plan;
        _points = points;
        Strategy = strategy;
    }

    /// <inheritdoc/>
    public int RuleCount => _plan.RuleCount;

    /// <inheritdoc/>
    public string Strategy { get; }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Evaluate(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        MaskPlan plan = _plan;
        matched = matched[..((plan.RuleCount + 63) >> 6)];
        undetermined = undetermined.IsEmpty ? undetermined : undetermined[..matched.Length];

        // The tables hold positions of the plan's own layout: a shorter row can't be of it, and would be read beyond its end.
        ArgumentOutOfRangeException.ThrowIfLessThan(row.Numbers.Length, plan.Positions, nameof(row));

        Span<ulong> clauses = stackalloc ulong[MaskPlan.CompactRowWords];
        FindClauses(row, ref clauses[0]);
        Span<ulong> certain = clauses[..MaskPlan.CompactReadingWords];
        if (undetermined.IsEmpty)
        {
            PlanOutcome.AskResiduals(plan, row, certain, []);
            PlanOutcome.Write(plan, certain, matched);
        }
        else
        {
            Span<ulong> possible = clauses[MaskPlan.CompactReadingWords..];
            PlanOutcome.AskResiduals(plan, row, certain, possible);
            PlanOutcome.Write(plan, certain, possible, matched, undetermined);
        }

        if (_points is not null)
        {
            PlanOutcome.RunLate(plan, _points, row, matched, undetermined);
        }
    }

    // Every index comes from the plan, whose positions are below the length of the row's arrays (checked on entry) and whose
    // cells are inside its tables by construction.
    private void FindClauses(AttributeRow row, ref ulong target)
    {
        MaskPlan plan = _plan;
        ref double numbers = ref MemoryMarshal.GetArrayDataReference(row.Numbers);
        ref int codes = ref MemoryMarshal.GetArrayDataReference(row.Codes);
        ref double bounds = ref MemoryMarshal.GetArrayDataReference(plan.Bounds);
        ref int cells = ref MemoryMarshal.GetArrayDataReference(plan.Cells);
        ref ulong rows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(plan.Rows), plan.RowsStart);
        TRow clauses = TRow.Load(ref rows);

        foreach (ref readonly CutColumn column in plan.Numbers.AsSpan())
        {
            int cell = TVectors.CountReached(ref Unsafe.Add(ref bounds, column.Root), column.RootBlocks, Unsafe.Add(ref numbers, column.Position));
            clauses = TRow.And(clauses, ref RowOf(ref rows, ref cells, column.Cells, cell));
        }

        foreach (ref readonly CutColumn column in plan.WideNumbers.AsSpan())
        {
            double value = Unsafe.Add(ref numbers, column.Position);
            int leaf = TVectors.CountReached(ref Unsafe.Add(ref bounds, column.Root), column.RootBlocks, value);
            int cell = (leaf * 9) + TVectors.CountReached(ref Unsafe.Add(ref bounds, column.Leaves + (leaf * 8)), 1, value);
            clauses = TRow.And(clauses, ref RowOf(ref rows, ref cells, column.Cells, cell));
        }

        foreach (ref readonly CellColumn column in plan.Texts.AsSpan())
        {
            int code = Unsafe.Add(ref codes, column.First);
            clauses = TRow.And(clauses, ref RowOf(ref rows, ref cells, column.Cells, (uint)code < (uint)column.Count ? code : TextCode.Other));
        }

        foreach (ref readonly CellColumn column in plan.NumberPairs.AsSpan())
        {
            int cell = Relations.OrderCell(Unsafe.Add(ref numbers, column.First), Unsafe.Add(ref numbers, column.Second));
            clauses = TRow.And(clauses, ref RowOf(ref rows, ref cells, column.Cells, cell));
        }

        foreach (ref readonly CellColumn column in plan.TextPairs.AsSpan())
        {
            int cell = Relations.EqualityCell(row, column.First, column.Second);
            clauses = TRow.And(clauses, ref RowOf(ref rows, ref cells, column.Cells, cell));
        }

        TRow.Store(clauses, ref target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong RowOf(ref ulong rows, ref int cells, int first, int cell) =>
        ref Unsafe.Add(ref rows, (nint)(uint)Unsafe.Add(ref cells, (nint)(uint)(first + cell)));
}
