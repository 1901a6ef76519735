namespace Risk.Features.Vectorization;

/// <summary>A run of equal work on columns: what does it, and where its descriptors stand.</summary>
/// <param name="run">The code.</param>
/// <param name="start">Where it starts reading: the tape in doubles, or an index into the list it works on.</param>
/// <param name="count">How many items there are.</param>
internal readonly unsafe struct ColumnInstruction(delegate*<ColumnPlan, in ColumnInstruction, ref ColumnFrame, void> run, int start, int count)
{
    public readonly delegate*<ColumnPlan, in ColumnInstruction, ref ColumnFrame, void> Run = run;

    public readonly int Start = start;

    public readonly int Count = count;

    /// <inheritdoc cref="VectorInstruction.LeftIsPresent"/>
    public ulong LeftIsPresent { get; init; }

    /// <inheritdoc cref="VectorInstruction.LeftIsPresent"/>
    public ulong RightIsPresent { get; init; }
}
