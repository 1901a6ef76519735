using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Risk.Events;

namespace Risk.Rules.Planning;

/// <content>From an event's values to the rows of their cells.</content>
internal sealed partial class PlannedRuleProgram<TVectors>
{
    /// <summary>Whether missing values are listed apart from the others.</summary>
    private interface IListing
    {
        static abstract bool IsSplit { get; }
    }

    // Every index comes from the plan, whose positions are below the length of the row's arrays (checked on entry) and whose
    // cells are inside its tables by construction; the lists have room for every column and one more.
    private Found FindCells<TListing>(AttributeRow row, ref int known, ref int missing, ref int clears)
        where TListing : struct, IListing
    {
        MaskPlan plan = _plan;
        ref double numbers = ref MemoryMarshal.GetArrayDataReference(row.Numbers);
        ref int codes = ref MemoryMarshal.GetArrayDataReference(row.Codes);
        ref double cuts = ref MemoryMarshal.GetArrayDataReference(plan.Cuts);
        var lister = new Lister(ref MemoryMarshal.GetArrayDataReference(plan.Cells), ref known, ref missing);

        foreach (ref readonly CutColumn column in plan.Numbers.AsSpan())
        {
            double value = Unsafe.Add(ref numbers, column.Position);
            int below = TVectors.CountBelow(ref Unsafe.Add(ref cuts, column.Root), column.RootBlocks, value);
            lister.Add<TListing>(column.Cells, below + (double.IsNaN(value) ? 0 : 1));
        }

        int clearCount = 0;
        foreach (ref readonly CutColumn column in plan.WideNumbers.AsSpan())
        {
            double value = Unsafe.Add(ref numbers, column.Position);
            int leaf = TVectors.CountBelow(ref Unsafe.Add(ref cuts, column.Root), column.RootBlocks, value);
            int below = (leaf * 9) + TVectors.CountBelow(ref Unsafe.Add(ref cuts, column.Leaves + (leaf * 8)), 1, value);
            int cell = below + (double.IsNaN(value) ? 0 : 1);
            lister.Add<TListing>(column.Cells, cell);
            Unsafe.Add(ref clears, clearCount) = column.Clears + cell;
            clearCount += column.Clears >= 0 ? 1 : 0;
        }

        foreach (ref readonly CellColumn column in plan.Texts.AsSpan())
        {
            int code = Unsafe.Add(ref codes, column.First);
            lister.Add<TListing>(column.Cells, (uint)code < (uint)column.Count ? code : TextCode.Other);
        }

        foreach (ref readonly CellColumn column in plan.Booleans.AsSpan())
        {
            double value = Unsafe.Add(ref numbers, column.First);
            lister.Add<TListing>(column.Cells, (double.IsNaN(value) ? 0 : 1) + (Math.Abs(value) > 0 ? 1 : 0));
        }

        foreach (ref readonly CellColumn column in plan.NumberPairs.AsSpan())
        {
            double first = Unsafe.Add(ref numbers, column.First);
            double second = Unsafe.Add(ref numbers, column.Second);
            lister.Add<TListing>(column.Cells, (first <= second ? 1 : 0) + (first >= second ? 1 : 0) + (first > second ? 2 : 0));
        }

        foreach (ref readonly CellColumn column in plan.TextPairs.AsSpan())
        {
            bool areKnown = Unsafe.Add(ref codes, column.First) != TextCode.Missing && Unsafe.Add(ref codes, column.Second) != TextCode.Missing;
            lister.Add<TListing>(column.Cells, !areKnown ? 0 : Relations.AreEqual(row, column.First, column.Second) ? 1 : 2);
        }

        return new Found(lister.KnownCount, lister.MissingCount, clearCount);
    }

    /// <summary>The lengths of the lists.</summary>
    private readonly record struct Found(int Known, int Missing, int Clears);

    private ref struct Lister(ref int cells, ref int known, ref int missing)
    {
        private readonly ref int _cells = ref cells;
        private readonly ref int _known = ref known;
        private readonly ref int _missing = ref missing;

        public int KnownCount { get; private set; }

        public int MissingCount { get; private set; }

        // Writes to both lists and moves on in one, so that which values are missing costs no mispredicted branch.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<TListing>(int cells, int cell)
            where TListing : struct, IListing
        {
            Unsafe.Add(ref _known, KnownCount) = Unsafe.Add(ref _cells, cells + cell);
            if (TListing.IsSplit)
            {
                int isMissing = cell == 0 ? 1 : 0;
                Unsafe.Add(ref _missing, MissingCount) = cells;
                MissingCount += isMissing;
                KnownCount += 1 - isMissing;
            }
            else
            {
                KnownCount++;
            }
        }
    }

    private readonly struct Joined : IListing
    {
        public static bool IsSplit => false;
    }

    private readonly struct Split : IListing
    {
        public static bool IsSplit => true;
    }
}
