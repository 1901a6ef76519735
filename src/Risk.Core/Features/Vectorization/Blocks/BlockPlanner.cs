using Risk.Features.Evaluation;
using Risk.Features.Vectorization.Operations;

namespace Risk.Features.Vectorization;

/// <summary>Plans the blocks of one phase, and what must be brought together before they run.</summary>
internal sealed unsafe class BlockPlanner(FeatureProgram program, PlanWriter writer, MovePlanner moves)
{
    // Up to here comparing one by one takes no more instructions than a tree.
    private const int MostSingleEdges = 10;

    private readonly GatherPlanner _gather = new(program, writer);
    private readonly List<VectorInstruction> _instructions = [];

    public void Add(LaneGroup group)
    {
        if (group.ToSlots)
        {
            AddBlocks(group, [.. BlockCutter.Cut(group.Lanes.Length).Select(b => new PlacedBlock(b, 0, 0))], toLanes: false);
            return;
        }

        int[] features = Array.ConvertAll(group.Lanes, l => l.Feature);
        AddBlocks(group, MovePlanner.Place(features, out List<int> rest), toLanes: false);
        AddBlocks(group, moves.Pack(features, rest), toLanes: true);
    }

    /// <summary>Adds the instructions: first the operands, then the blocks.</summary>
    public void Emit()
    {
        _gather.Emit();
        foreach (VectorInstruction instruction in _instructions)
        {
            writer.Emit(instruction);
        }
    }

    private void AddBlocks(LaneGroup group, List<PlacedBlock> placed, bool toLanes)
    {
        if (placed.Count == 0)
        {
            return;
        }

        Lane[][] blocks = [.. placed.Select(p => Array.ConvertAll(p.Items, i => group.Lanes[i]))];
        int[][] left = _gather.Operands(Array.ConvertAll(blocks, b => Array.ConvertAll(b, l => l.Left)), out bool leftFromCells);
        bool rightFromCells = false;
        int[][] right = group.IsBinary ? _gather.Operands(Array.ConvertAll(blocks, b => Array.ConvertAll(b, l => l.Right)), out rightFromCells) : left;
        int tape = writer.Tape.Length;
        for (int i = 0; i < blocks.Length; i++)
        {
            writer.Tape.Add(new BlockHeader
            {
                LeftLow = left[i][0],
                LeftHigh = left[i][1],
                RightLow = right[i][0],
                RightHigh = right[i][1],
                OutputLow = placed[i].Low,
                OutputHigh = placed[i].High,
            });
            AddParameters(group, blocks[i]);
        }

        Lane first = group.Lanes[0];
        _instructions.Add(new VectorInstruction(
            group.ToSlots ? KernelTable.ToSlots(group.Operation) : KernelTable.ToFeatures(group.Operation, group.Steps), tape, blocks.Length)
        {
            LeftFromCells = leftFromCells,
            RightFromCells = rightFromCells,
            ToLanes = toLanes,
            LeftIsPresent = first.Left.Kind == LaneSourceKind.Row ? 0 : ulong.MaxValue,
            RightIsPresent = first.Right.Kind == LaneSourceKind.Row ? 0 : ulong.MaxValue,
        });
    }

    private void AddParameters(LaneGroup group, Lane[] lanes)
    {
        TapeWriter tape = writer.Tape;
        if ((group.Steps & BlockSteps.Fill) != 0)
        {
            tape.Add(Array.ConvertAll(lanes, l => l.Fill));
        }

        if (group.Operation == BlockOperation.IsEqual)
        {
            tape.Add(Array.ConvertAll(lanes, l => l.Number));
        }
        else if (group.Operation == BlockOperation.Bucketize)
        {
            AddEdges(lanes);
        }

        if ((group.Steps & BlockSteps.Affine) != 0)
        {
            tape.Add(Array.ConvertAll(lanes, l => l.Shift));
            tape.Add(Array.ConvertAll(lanes, l => l.Scale));
        }

        if ((group.Steps & BlockSteps.Clip) != 0)
        {
            tape.Add(Array.ConvertAll(lanes, l => l.Lower));
            tape.Add(Array.ConvertAll(lanes, l => l.Upper));
        }

        if (group.ToSlots)
        {
            tape.Add(Array.ConvertAll(lanes, l => l.Slot));
        }
    }

    private void AddEdges(Lane[] lanes)
    {
        int most = lanes.Max(l => l.Edges.Length);
        int singles = most % EdgeTree.Edges <= MostSingleEdges ? most % EdgeTree.Edges : 0;
        int trees = (most - singles + EdgeTree.Edges - 1) / EdgeTree.Edges;
        bool isHalf = lanes.AsSpan(0, BlockCutter.Half).SequenceEqual(lanes.AsSpan(BlockCutter.Half));
        writer.Tape.Add((int[])[trees, singles, isHalf ? 1 : 0]);
        for (int place = 0; place < (trees * EdgeTree.Edges) + singles; place++)
        {
            int tree = place / EdgeTree.Edges;
            int edge = tree < trees ? (tree * EdgeTree.Edges) + EdgeTree.Order[place % EdgeTree.Edges] : place;
            writer.Tape.Add(Array.ConvertAll(lanes, l => edge < l.Edges.Length ? l.Edges[edge] : double.PositiveInfinity));
        }
    }
}
