namespace Risk.Features.Evaluation;

/// <summary>A pipeline lowered to operations on slots. Immutable; operands come before what uses them.</summary>
internal sealed class FeatureProgram
{
    public required NumberStep[] Steps { get; init; }

    /// <summary>By feature.</summary>
    public required FeatureOutput[] Outputs { get; init; }

    /// <summary>Edges of bucketize steps.</summary>
    public required double[][] Edges { get; init; }

    public required CodeTable[] CodeTables { get; init; }

    public required RowFunction[] Functions { get; init; }

    public required HashedGroup[] HashedGroups { get; init; }

    /// <summary>The fewest positions a row must have.</summary>
    public required int RowLength { get; init; }
}
