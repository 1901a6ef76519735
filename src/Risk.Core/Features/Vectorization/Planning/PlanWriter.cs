using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>Collects the parts of a plan while it is made.</summary>
internal sealed unsafe class PlanWriter
{
    private readonly List<VectorInstruction> _instructions = [];
    private int _cellCount;

    public List<CodeLookup> Lookups { get; } = [];

    public List<CodeEntry> Entries { get; } = [];

    public List<(int Lane, int Feature)> Moves { get; } = [];

    public List<(RowFunction Function, int Slot)> Functions { get; } = [];

    public TapeWriter Tape { get; } = new();

    public int LaneCount { get; private set; }

    /// <summary>Takes lanes of the scratch space.</summary>
    /// <returns>The first of them.</returns>
    public int TakeLanes(int count)
    {
        int first = LaneCount;
        LaneCount += count;
        return first;
    }

    /// <summary>Makes sure that there are so many cells; every phase starts with the first.</summary>
    public void NeedCells(int count) => _cellCount = Math.Max(_cellCount, count);

    /// <summary>Adds an instruction, if it has anything to do.</summary>
    public void Emit(in VectorInstruction instruction)
    {
        if (instruction.Count > 0)
        {
            _instructions.Add(instruction);
        }
    }

    public VectorPlan Build(int slotCount) => new(slotCount, _cellCount, LaneCount)
    {
        Instructions = [.. _instructions],
        Tape = Tape.Build(),
        Lookups = [.. Lookups],
        Entries = [.. Entries],
        Moves = [.. Moves],
        Functions = [.. Functions],
    };
}
