using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>A pipeline laid out for vectors. Immutable.</summary>
internal sealed class VectorPlan
{
    private const int Border = 64;

    public VectorPlan(int slotCount, int cellCount, int laneCount)
    {
        SlotCount = slotCount;
        CellOffset = Padded(slotCount * sizeof(double));
        LaneOffset = CellOffset + Padded(cellCount * sizeof(double));
        ScratchBytes = LaneOffset + Padded(laneCount * sizeof(float));
    }

    public required VectorInstruction[] Instructions { get; init; }

    /// <summary>Descriptors, permutations, positions and constants in the order they are read.</summary>
    public required PinnedDoubles Tape { get; init; }

    public required CodeLookup[] Lookups { get; init; }

    public required CodeEntry[] Entries { get; init; }

    /// <summary>Single lanes and the features they are.</summary>
    public required (int Lane, int Feature)[] Moves { get; init; }

    /// <summary>Functions in the order they are run, and the slot of each.</summary>
    public required (RowFunction Function, int Slot)[] Functions { get; init; }

    /// <summary>How many slots there are, 0 when nothing reads them.</summary>
    public int SlotCount { get; }

    /// <summary>Where the cells start in the scratch space, in bytes; the slots come first.</summary>
    public int CellOffset { get; }

    /// <summary>Where the lanes start in the scratch space, in bytes.</summary>
    public int LaneOffset { get; }

    /// <summary>The length of the scratch space.</summary>
    public int ScratchBytes { get; }

    private static int Padded(int bytes) => (bytes + (Border - 1)) & ~(Border - 1);
}
