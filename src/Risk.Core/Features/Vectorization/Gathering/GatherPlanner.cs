using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>Plans how the operands of a phase are brought together. What lies side by side in the row is read from there.</summary>
internal sealed unsafe class GatherPlanner(FeatureProgram program, PlanWriter writer)
{
    // Most windows cross a border between cache lines, so that eight single loads are as fast as three pairs.
    private const int MostPairs = 2;

    private readonly Dictionary<(bool FromSlots, int Windows), List<(BlockHeader Header, long[] Permutation, int[] Positions)>> _blocks = [];
    private readonly Dictionary<bool, List<(BlockHeader Header, WindowPairs Windows)>> _pairs = [];
    private readonly List<(BlockHeader Header, double[] Values)> _constants = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private int _cells;

    /// <summary>Where the halves of some blocks' operands will be: all of them in the row, or all in the cells.</summary>
    public int[][] Operands(LaneSource[][] blocks, out bool fromCells)
    {
        LaneSource[][] halves = [.. blocks.SelectMany(b => new[] { b[..BlockCutter.Half], b[BlockCutter.Half..] })];
        bool mustGather = !Array.TrueForAll(halves, IsInRow);
        fromCells = mustGather;
        int[] places = Array.ConvertAll(halves, h => mustGather ? Cell(h) : h[0].Index);
        return [.. places.Chunk(2)];
    }

    public void Emit()
    {
        foreach (((bool fromSlots, int windows), List<(BlockHeader Header, long[] Permutation, int[] Positions)> blocks) in _blocks.OrderBy(b => b.Key))
        {
            int tape = writer.Tape.Length;
            foreach ((BlockHeader header, long[] permutation, int[] positions) in blocks)
            {
                writer.Tape.Add(header);
                if (windows == WindowCover.Scattered)
                {
                    writer.Tape.Add(positions);
                }
                else
                {
                    writer.Tape.Add(permutation);
                }
            }

            writer.Emit(new VectorInstruction(fromSlots ? Kernel<SlotSource>(windows) : Kernel<RowSource>(windows), tape, blocks.Count));
        }

        foreach ((bool fromSlots, List<(BlockHeader Header, WindowPairs Windows)> blocks) in _pairs.OrderBy(b => b.Key))
        {
            int tape = writer.Tape.Length;
            foreach ((BlockHeader header, WindowPairs windows) in blocks)
            {
                windows.Write(writer.Tape, header);
            }

            writer.Emit(new VectorInstruction(fromSlots ? &GatherKernel.Pairs<SlotSource> : &GatherKernel.Pairs<RowSource>, tape, blocks.Count));
        }

        int constants = writer.Tape.Length;
        foreach ((BlockHeader header, double[] values) in _constants)
        {
            writer.Tape.Add(header);
            writer.Tape.Add(values);
        }

        writer.Emit(new VectorInstruction(&GatherKernel.Constants, constants, _constants.Count));
    }

    private static delegate*<VectorPlan, in VectorInstruction, ref VectorFrame, void> Kernel<TSource>(int windows)
        where TSource : struct, IGatherSource => windows switch
        {
            1 => &GatherKernel.OneWindow<TSource>,
            2 => &GatherKernel.TwoWindows<TSource>,
            _ => &GatherKernel.Scattered<TSource>,
        };

    private bool IsInRow(LaneSource[] half) =>
        half[0].Kind == LaneSourceKind.Row && WindowCover.IsRun(Array.ConvertAll(half, s => s.Index), program.RowLength);

    private int Cell(LaneSource[] half)
    {
        string key = string.Join(';', half);
        if (_known.TryGetValue(key, out int cell))
        {
            return cell;
        }

        cell = _cells;
        _cells += BlockCutter.Half;
        writer.NeedCells(_cells);
        _known.Add(key, cell);
        if (half[0].Kind == LaneSourceKind.Constant)
        {
            _constants.Add((new BlockHeader { OutputLow = cell }, Array.ConvertAll(half, s => s.Value)));
            return cell;
        }

        bool fromSlots = half[0].Kind == LaneSourceKind.Slot;
        int[] positions = Array.ConvertAll(half, s => s.Index);
        int[] permutation = new int[BlockCutter.Half];
        int length = fromSlots ? program.Steps.Length : program.RowLength;
        (int windows, int first, int second) = WindowCover.Find(positions, length, permutation);
        if (windows == WindowCover.Scattered && WindowCover.FindPairs(positions, length, MostPairs) is { } pairs)
        {
            if (!_pairs.TryGetValue(fromSlots, out List<(BlockHeader, WindowPairs)>? ofSource))
            {
                ofSource = [];
                _pairs.Add(fromSlots, ofSource);
            }

            ofSource.Add((new BlockHeader { OutputLow = cell }, pairs));
            return cell;
        }

        if (windows == 0)
        {
            (windows, permutation) = WindowCover.CanPermute ? (1, [.. Enumerable.Range(0, BlockCutter.Half)]) : (WindowCover.Scattered, permutation);
        }

        if (!_blocks.TryGetValue((fromSlots, windows), out List<(BlockHeader, long[], int[])>? blocks))
        {
            blocks = [];
            _blocks.Add((fromSlots, windows), blocks);
        }

        var header = new BlockHeader { LeftLow = first, LeftHigh = second, OutputLow = cell };
        blocks.Add((header, Array.ConvertAll(permutation, p => (long)p), positions));
        return cell;
    }
}
