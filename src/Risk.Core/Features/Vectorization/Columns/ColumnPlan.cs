namespace Risk.Features.Vectorization;

/// <summary>A pipeline laid out for sixteen events at a time, a column for each value. Immutable.</summary>
internal sealed class ColumnPlan
{
    /// <summary>How many events a column holds.</summary>
    public const int Width = 16;

    private const int Border = 64;

    public ColumnPlan(int columnCount, int codeCount, int featureCount, int slotCount)
    {
        CodeOffset = columnCount * Width * sizeof(double);
        FeatureOffset = CodeOffset + (codeCount * Width * sizeof(int));
        SlotOffset = FeatureOffset + (featureCount * Width * sizeof(float));
        SlotCount = slotCount;
        ScratchBytes = SlotOffset + (((slotCount * sizeof(double)) + (Border - 1)) & ~(Border - 1));
    }

    public required ColumnInstruction[] Instructions { get; init; }

    /// <summary>Headers and parameters in the order they are read.</summary>
    public required PinnedDoubles Tape { get; init; }

    /// <summary>What rows' numbers become columns.</summary>
    public required RowCover Numbers { get; init; }

    /// <summary>What rows' codes become columns.</summary>
    public required RowCover Codes { get; init; }

    /// <summary>Columns that hold the same value for every event.</summary>
    public required (int Column, double Value)[] Constants { get; init; }

    /// <summary>Which features columns become, those that are hashed left out.</summary>
    public required FeatureRun[] Outputs { get; init; }

    public required ColumnCheck[] Checks { get; init; }

    public required ColumnIndicator[] Indicators { get; init; }

    public required CodeLookup[] Lookups { get; init; }

    public required CodeEntry[] Entries { get; init; }

    public required ColumnFunction[] Functions { get; init; }

    /// <summary>The columns of the slots that hashed groups read.</summary>
    public required (int Slot, int Column)[] HashedOperands { get; init; }

    /// <summary>Where the columns of codes start in the scratch space, in bytes; the columns of numbers come first.</summary>
    public int CodeOffset { get; }

    /// <summary>Where the columns of features start.</summary>
    public int FeatureOffset { get; }

    /// <summary>Where one row's slots start.</summary>
    public int SlotOffset { get; }

    /// <summary>How many slots a row has, 0 when nothing reads them.</summary>
    public int SlotCount { get; }

    /// <summary>The length of the scratch space.</summary>
    public int ScratchBytes { get; }
}
