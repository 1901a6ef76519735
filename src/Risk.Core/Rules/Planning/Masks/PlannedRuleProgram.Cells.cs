using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Risk.Events;

namespace Risk.Rules.Planning;

/// <content>From an event's values to the rows of their cells, without a branch that depends on a value.</content>
internal sealed partial class PlannedRuleProgram<TVectors>
{
    /// <summary>Which row stands for a missing value.</summary>
    private interface IReading
    {
        static abstract bool IsPossible { get; }
    }

    // Every index comes from the plan, whose positions are below the length of the row's arrays (checked on entry) and whose
    // cells are inside its tables by construction; the lists have room for every column and more.
    private Found FindCells<TReading>(AttributeRow row, ref int offsets, ref int missing, ref int clears)
        where TReading : struct, IReading
    {
        MaskPlan plan = _plan;
        ref double numbers = ref MemoryMarshal.GetArrayDataReference(row.Numbers);
        ref int codes = ref MemoryMarshal.GetArrayDataReference(row.Codes);
        ref double bounds = ref MemoryMarshal.GetArrayDataReference(plan.Bounds);
        var lister = new Lister(ref MemoryMarshal.GetArrayDataReference(plan.Cells), ref offsets, ref missing);

        foreach (ref readonly CutColumn column in plan.Numbers.AsSpan())
        {
            double value = Unsafe.Add(ref numbers, column.Position);
            lister.Add<TReading>(column.Cells, TVectors.CountReached(ref Unsafe.Add(ref bounds, column.Root), column.RootBlocks, value));
        }

        int clearCount = 0;
        foreach (ref readonly CutColumn column in plan.WideNumbers.AsSpan())
        {
            double value = Unsafe.Add(ref numbers, column.Position);
            int leaf = TVectors.CountReached(ref Unsafe.Add(ref bounds, column.Root), column.RootBlocks, value);
            int cell = (leaf * 9) + TVectors.CountReached(ref Unsafe.Add(ref bounds, column.Leaves + (leaf * 8)), 1, value);
            lister.Add<TReading>(column.Cells, cell);
            Unsafe.Add(ref clears, clearCount) = column.Clears + cell;
            clearCount += column.Clears >= 0 ? 1 : 0;
        }

        foreach (ref readonly CellColumn column in plan.Texts.AsSpan())
        {
            int code = Unsafe.Add(ref codes, column.First);
            lister.Add<TReading>(column.Cells, (uint)code < (uint)column.Count ? code : TextCode.Other);
        }

        foreach (ref readonly CellColumn column in plan.NumberPairs.AsSpan())
        {
            lister.Add<TReading>(column.Cells, Relations.OrderCell(Unsafe.Add(ref numbers, column.First), Unsafe.Add(ref numbers, column.Second)));
        }

        foreach (ref readonly CellColumn column in plan.TextPairs.AsSpan())
        {
            lister.Add<TReading>(column.Cells, Relations.EqualityCell(row, column.First, column.Second));
        }

        return new Found(lister.Count, lister.MissingCount, clearCount);
    }

    /// <summary>The lengths of the lists.</summary>
    private readonly record struct Found(int Offsets, int Missing, int Clears);

    private ref struct Lister(ref int cells, ref int offsets, ref int missing)
    {
        private readonly ref int _cells = ref cells;
        private readonly ref int _offsets = ref offsets;
        private readonly ref int _missing = ref missing;

        public int Count { get; private set; }

        public int MissingCount { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<TReading>(int cells, int cell)
            where TReading : struct, IReading
        {
            ref int cellZero = ref Unsafe.Add(ref _cells, (nint)(uint)cells);
            if (TReading.IsPossible)
            {
                // The row for the possible reading lies before cell 0. The one for the certain reading is always written to the
                // list, and stays there when the value is missing.
                int isMissing = cell == 0 ? 1 : 0;
                Unsafe.Add(ref _missing, (nint)(uint)MissingCount) = cellZero;
                MissingCount += isMissing;
                cell -= isMissing;
            }

            Unsafe.Add(ref _offsets, (nint)(uint)Count) = Unsafe.Add(ref cellZero, cell);
            Count++;
        }
    }

    /// <summary>Missing has the row of what certainly holds.</summary>
    private readonly struct Certain : IReading
    {
        public static bool IsPossible => false;
    }

    /// <summary>Missing has the row of what possibly holds; the rows of what certainly does are listed apart.</summary>
    private readonly struct Possible : IReading
    {
        public static bool IsPossible => true;
    }
}
