namespace Risk.Features.Vectorization;

/// <summary>
/// Gives results their places: runs of at least eight neighbours are features directly, all others are lanes, which are moved
/// at the end: sixteen neighbours at a time where windows cover them, the rest one by one.
/// </summary>
internal sealed unsafe class MovePlanner(PlanWriter writer)
{
    private const int Width = 2 * BlockCutter.Half;

    private readonly List<(int Feature, int Lane)> _moves = [];

    /// <summary>Cuts results that can be written to their features into blocks.</summary>
    /// <param name="features">The results' features, ascending.</param>
    /// <param name="rest">Receives the results that can't, for <see cref="Pack"/>.</param>
    public static List<PlacedBlock> Place(IReadOnlyList<int> features, out List<int> rest)
    {
        List<PlacedBlock> blocks = [];
        rest = [];
        foreach (int[] run in Runs.Of(features, f => f))
        {
            if (run.Length < BlockCutter.Half)
            {
                rest.AddRange(run);
                continue;
            }

            foreach (int[] block in BlockCutter.Cut(run.Length))
            {
                int[] items = Array.ConvertAll(block, i => run[i]);
                blocks.Add(new PlacedBlock(items, features[items[0]], features[items[BlockCutter.Half]]));
            }
        }

        return blocks;
    }

    /// <summary>Cuts results into blocks of lanes.</summary>
    /// <param name="features">All results' features.</param>
    /// <param name="results">The results to pack.</param>
    public List<PlacedBlock> Pack(IReadOnlyList<int> features, List<int> results)
    {
        List<PlacedBlock> blocks = [];
        bool isShort = results.Count < BlockCutter.Half;
        int first = results.Count == 0 ? 0 : writer.TakeLanes(isShort ? Width : results.Count);
        foreach (int[] block in BlockCutter.Cut(results.Count))
        {
            int low = first + block[0];
            int high = isShort ? low + BlockCutter.Half : first + block[BlockCutter.Half];
            blocks.Add(new PlacedBlock(Array.ConvertAll(block, i => results[i]), low, high));
        }

        for (int i = 0; i < results.Count; i++)
        {
            _moves.Add((features[results[i]], first + i));
        }

        return blocks;
    }

    public void Emit()
    {
        _moves.Sort();
        List<(BlockHeader Header, int[] Permutation)>[] byWindows = [[], [], []];
        List<(BlockHeader Header, WindowPairs Windows)> byPairs = [];
        foreach (int[] run in Runs.Of(_moves, m => m.Feature))
        {
            for (int start = 0; start < run.Length; start += Width)
            {
                Move(run, start, byWindows, byPairs);
            }
        }

        Emit(&MoveKernel.Contiguous, byWindows[0]);
        Emit(&MoveKernel.OneWindow, byWindows[1]);
        Emit(&MoveKernel.TwoWindows, byWindows[2]);
        int tape = writer.Tape.Length;
        foreach ((BlockHeader header, WindowPairs windows) in byPairs)
        {
            windows.Write(writer.Tape, header);
        }

        writer.Emit(new VectorInstruction(&MoveKernel.Pairs, tape, byPairs.Count));
        writer.Emit(new VectorInstruction(&MoveKernel.Single, 0, writer.Moves.Count));
    }

    private void Move(
        int[] run,
        int start,
        List<(BlockHeader Header, int[] Permutation)>[] byWindows,
        List<(BlockHeader Header, WindowPairs Windows)> byPairs)
    {
        if (run.Length >= Width)
        {
            int[] permutation = new int[Width];
            int[] part = run[Math.Min(start, run.Length - Width)..][..Width];
            int[] lanes = Array.ConvertAll(part, i => _moves[i].Lane);
            int feature = _moves[part[0]].Feature;
            (int windows, int first, int second) = WindowCover.Find(lanes, writer.LaneCount, permutation);
            if (windows != WindowCover.Scattered)
            {
                byWindows[windows].Add((new BlockHeader { LeftLow = first, LeftHigh = second, OutputLow = feature }, permutation));
                return;
            }

            if (WindowCover.FindPairs(lanes, writer.LaneCount, WindowPairs.Most) is { } pairs)
            {
                byPairs.Add((new BlockHeader { OutputLow = feature }, pairs));
                return;
            }
        }

        foreach (int i in run.Skip(start).Take(Width))
        {
            writer.Moves.Add((_moves[i].Lane, _moves[i].Feature));
        }
    }

    private void Emit(delegate*<VectorPlan, in VectorInstruction, ref VectorFrame, void> run, List<(BlockHeader Header, int[] Permutation)> blocks)
    {
        int tape = writer.Tape.Length;
        foreach ((BlockHeader header, int[] permutation) in blocks)
        {
            writer.Tape.Add(header);
            writer.Tape.Add(permutation);
        }

        writer.Emit(new VectorInstruction(run, tape, blocks.Count));
    }
}
