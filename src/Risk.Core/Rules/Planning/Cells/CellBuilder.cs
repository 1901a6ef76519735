using System.Runtime.InteropServices;
using Risk.Events;

namespace Risk.Rules.Planning;

/// <summary>Makes the cells and rows of one source.</summary>
internal sealed class CellBuilder
{
    /// <summary>The most bounds that are counted one by one rather than as a tree.</summary>
    public const int MaximumFlatBounds = 32;

    private const int Lanes = 8;
    private const int MaximumCellsPerRow = 32;
    private const int MaximumRowBytes = 64 * 1024;

    private readonly RowTable _rows;
    private readonly List<int> _cells;
    private readonly Source _source;
    private readonly List<MaskPlanBuilder.Use> _uses;
    private readonly ulong[] _others;

    public CellBuilder(RowTable rows, List<int> cells, Source source, List<MaskPlanBuilder.Use> uses)
    {
        _rows = rows;
        _cells = cells;
        _source = source;
        _uses = uses;
        _others = rows.Live.ToArray();
        foreach (MaskPlanBuilder.Use use in uses)
        {
            Clear(_others, use.Bit);
        }
    }

    /// <summary>A pair: a cell a state.</summary>
    public CellColumn BuildStates()
    {
        int cellsStart = AddMissing();
        for (int states = ((StateSet)_source.All).States; states != 0; states &= states - 1)
        {
            _cells.Add(AddState(states & -states));
        }

        return new CellColumn(_source.First, _source.Second, cellsStart, _cells.Count - cellsStart - 1);
    }

    /// <summary>A boolean: a number whose cells are less than zero, zero and above it, of which the outer ones are true.</summary>
    public CutColumn BuildBoolean(List<double> boundTable)
    {
        int cellsStart = AddMissing();
        int whenTrue = AddState(StateSet.True);
        int whenFalse = AddState(StateSet.False);
        _cells.AddRange([whenTrue, whenFalse, whenTrue]);
        return AddBounds(boundTable, [double.NegativeInfinity, 0, double.Epsilon]) with { Cells = cellsStart };
    }

    /// <summary>
    /// A text: codes that every set treats alike share a cell. The cells are found by splitting: each set takes its own codes
    /// out of the cells they are in.
    /// </summary>
    public CellColumn BuildCodes(int codeCount)
    {
        var cellOfCode = new int[codeCount];
        int cellCount = 1;
        var movedTo = new Dictionary<int, int>();
        foreach (MaskPlanBuilder.Use use in _uses)
        {
            movedTo.Clear();
            foreach (int code in ((CodeSet)use.Literal.Values).Codes)
            {
                ref int cell = ref CollectionsMarshal.GetValueRefOrAddDefault(movedTo, cellOfCode[code], out bool isMoved);
                cell = isMoved ? cell : cellCount++;
                cellOfCode[code] = cell;
            }
        }

        int[] rowOfCell = new int[cellCount];
        int cellsStart = AddMissing();
        for (int code = TextCode.Other; code < codeCount; code++)
        {
            ref int offset = ref rowOfCell[cellOfCode[code]];
            if (offset == 0)
            {
                _others.CopyTo(_rows.Add(out offset));
            }

            _cells.Add(offset);
        }

        foreach (MaskPlanBuilder.Use use in _uses)
        {
            var set = (CodeSet)use.Literal.Values;
            if (set.IsComplement)
            {
                foreach (int offset in rowOfCell)
                {
                    if (offset != 0)
                    {
                        Set(_rows.At(offset), use.Bit, true);
                    }
                }
            }

            foreach (int code in set.Codes)
            {
                Set(_rows.At(rowOfCell[cellOfCode[code]]), use.Bit, !set.IsComplement);
            }
        }

        return new CellColumn(_source.First, -1, cellsStart, codeCount);
    }

    /// <summary>
    /// A number: a cell between any two cuts. Its row is the one before with the bits flipped that change at the cut. Where
    /// rows would take more room than a cache has, neighbouring cells share one that has the bits of all of them, and each
    /// cell lists the bits it has too many.
    /// </summary>
    public CutColumn BuildNumber(List<double> boundTable, ClearTable clears)
    {
        double[] cuts = DistinctCuts();
        int[] flips = FlipsByCut(cuts, out int[] flipStarts);
        int cellsPerRow = CellsPerRow(cuts.Length);
        int cellsStart = AddMissing();
        int clearsStart = -1;
        if (cellsPerRow > 1)
        {
            clearsStart = clears.NextCell;
            clears.StartCell();
        }

        ulong[] current = [.. _others];
        foreach (MaskPlanBuilder.Use use in _uses)
        {
            Set(current, use.Bit, ((NumberSet)use.Literal.Values).StartsInside);
        }

        _rows.Reserve((cuts.Length / cellsPerRow) + 1);
        var shared = new List<int>();
        for (int first = 0; first <= cuts.Length; first += cellsPerRow)
        {
            int end = Math.Min(first + cellsPerRow, cuts.Length + 1);
            Span<ulong> row = _rows.Add(out int offset);
            current.CopyTo(row);
            shared.Clear();
            for (int i = flipStarts[first]; i < flipStarts[end - 1]; i++)
            {
                Set(row, flips[i], true);
                shared.Add(flips[i]);
            }

            for (int cell = first; cell < end; cell++)
            {
                _cells.Add(offset);
                if (clearsStart >= 0)
                {
                    clears.StartCell();
                    AddCleared(clears, shared, current);
                }

                for (int i = flipStarts[cell]; i < flipStarts[cell + 1]; i++)
                {
                    current[flips[i] >> 6] ^= 1UL << (flips[i] & 63);
                }
            }
        }

        // Above a cut is the same as from the next double on.
        var bounds = new double[cuts.Length + 1];
        bounds[0] = double.NegativeInfinity;
        for (int i = 0; i < cuts.Length; i++)
        {
            bounds[i + 1] = Math.BitIncrement(cuts[i]);
        }

        return AddBounds(boundTable, bounds) with { Cells = cellsStart, Clears = clearsStart };
    }

    private static void AddCleared(ClearTable clears, List<int> shared, ulong[] current)
    {
        foreach (int bit in shared)
        {
            if ((current[bit >> 6] & (1UL << (bit & 63))) == 0)
            {
                clears.Add(bit);
            }
        }
    }

    private int CellsPerRow(int cuts)
    {
        long bytes = (cuts + 1L) * _rows.Words * sizeof(ulong);
        int cellsPerRow = 1;
        while (cuts >= MaximumFlatBounds && cellsPerRow < MaximumCellsPerRow && bytes / cellsPerRow > MaximumRowBytes)
        {
            cellsPerRow *= 2;
        }

        return cellsPerRow;
    }

    private CutColumn AddBounds(List<double> table, double[] bounds)
    {
        int root = table.Count;
        if (bounds.Length <= MaximumFlatBounds)
        {
            table.AddRange(bounds);
            Fill(table, root);
            return new CutColumn(_source.First, 0, root, (table.Count - root) / Lanes, -1, -1, bounds.Length);
        }

        for (int i = Lanes; i < bounds.Length; i += Lanes + 1)
        {
            table.Add(bounds[i]);
        }

        Fill(table, root);
        int leaves = table.Count;
        for (int i = 0; i <= bounds.Length; i += Lanes + 1)
        {
            int leaf = table.Count;
            table.AddRange(bounds.AsSpan(i, Math.Min(Lanes, bounds.Length - i)));
            Fill(table, leaf);
        }

        return new CutColumn(_source.First, 0, root, (leaves - root) / Lanes, leaves, -1, bounds.Length);
    }

    // Fills up a block, of which there is at least one; no value reaches NaN, so what is filled does not count.
    private static void Fill(List<double> table, int start)
    {
        while (table.Count == start || table.Count % Lanes != 0)
        {
            table.Add(double.NaN);
        }
    }

    private double[] DistinctCuts()
    {
        var cuts = new List<double>();
        foreach (MaskPlanBuilder.Use use in _uses)
        {
            cuts.AddRange(((NumberSet)use.Literal.Values).Cuts);
        }

        double[] sorted = [.. cuts];
        Array.Sort(sorted);
        int count = 0;
        foreach (double cut in sorted)
        {
            if (count == 0 || sorted[count - 1] != cut)
            {
                sorted[count++] = cut;
            }
        }

        return sorted[..count];
    }

    // The bits that change at each cut.
    private int[] FlipsByCut(double[] cuts, out int[] starts)
    {
        starts = new int[cuts.Length + 2];
        foreach (MaskPlanBuilder.Use use in _uses)
        {
            foreach (double cut in ((NumberSet)use.Literal.Values).Cuts)
            {
                starts[Array.BinarySearch(cuts, cut) + 1]++;
            }
        }

        for (int i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var next = (int[])starts.Clone();
        var flips = new int[starts[cuts.Length]];
        foreach (MaskPlanBuilder.Use use in _uses)
        {
            foreach (double cut in ((NumberSet)use.Literal.Values).Cuts)
            {
                flips[next[Array.BinarySearch(cuts, cut)]++] = use.Bit;
            }
        }

        return flips;
    }

    // The row of the possible reading, then cell 0 with that of the certain one.
    private int AddMissing()
    {
        int possible = 0;
        if (_uses.Exists(use => use.Literal.Missing == MissingAnswer.No))
        {
            Span<ulong> row = AddRow(out possible);
            foreach (MaskPlanBuilder.Use use in _uses)
            {
                Set(row, use.Bit, use.Literal.Missing != MissingAnswer.No);
            }
        }

        _cells.Add(possible);
        Span<ulong> certain = AddRow(out int offset);
        _cells.Add(offset);
        foreach (MaskPlanBuilder.Use use in _uses)
        {
            Set(certain, use.Bit, use.Literal.Missing == MissingAnswer.Yes);
        }

        return _cells.Count - 1;
    }

    private int AddState(int state)
    {
        Span<ulong> row = AddRow(out int offset);
        foreach (MaskPlanBuilder.Use use in _uses)
        {
            Set(row, use.Bit, (((StateSet)use.Literal.Values).States & state) != 0);
        }

        return offset;
    }

    private Span<ulong> AddRow(out int offset)
    {
        Span<ulong> row = _rows.Add(out offset);
        _others.CopyTo(row);
        return row;
    }

    private static void Clear(Span<ulong> row, int bit) => row[bit >> 6] &= ~(1UL << (bit & 63));

    private static void Set(Span<ulong> row, int bit, bool value)
    {
        ulong mask = 1UL << (bit & 63);
        row[bit >> 6] = value ? row[bit >> 6] | mask : row[bit >> 6] & ~mask;
    }
}
