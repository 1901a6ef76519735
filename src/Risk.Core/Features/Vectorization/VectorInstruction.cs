namespace Risk.Features.Vectorization;

/// <summary>A run of equal work: what does it, and where on the plan's tape its descriptors and parameters stand.</summary>
/// <param name="run">The code.</param>
/// <param name="tape">Where it starts reading, in doubles.</param>
/// <param name="count">How many blocks there are; for functions, the index after the last.</param>
internal readonly unsafe struct VectorInstruction(delegate*<VectorPlan, in VectorInstruction, ref VectorFrame, void> run, int tape, int count)
{
    public readonly delegate*<VectorPlan, in VectorInstruction, ref VectorFrame, void> Run = run;

    public readonly int Tape = tape;

    public readonly int Count = count;

    /// <summary>The first operand was brought together in the cells; else it lies side by side in the row.</summary>
    public bool LeftFromCells { get; init; }

    /// <inheritdoc cref="LeftFromCells"/>
    public bool RightFromCells { get; init; }

    /// <summary>Results are lanes, to be moved later; else they are features.</summary>
    public bool ToLanes { get; init; }

    /// <summary>Bits that count as present whatever the operand holds: all ones when it is no attribute.</summary>
    public ulong LeftIsPresent { get; init; }

    /// <inheritdoc cref="LeftIsPresent"/>
    public ulong RightIsPresent { get; init; }
}
