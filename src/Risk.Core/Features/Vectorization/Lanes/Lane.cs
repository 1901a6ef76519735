namespace Risk.Features.Vectorization;

/// <summary>What one lane of a block does; made from up to four steps of a program that only it uses.</summary>
internal sealed class Lane
{
    public BlockOperation Operation { get; set; }

    public LaneSource Left { get; set; }

    /// <summary>Of binary operations.</summary>
    public LaneSource Right { get; set; }

    public bool IsBinary => Operation is BlockOperation.Sum or BlockOperation.Difference or BlockOperation.Product or BlockOperation.Ratio;

    public BlockSteps Steps { get; set; }

    public double Fill { get; set; } = double.NaN;

    public double Shift { get; set; }

    public double Scale { get; set; } = 1;

    public double Lower { get; set; } = double.MinValue;

    public double Upper { get; set; } = double.MaxValue;

    /// <summary>The number that <see cref="BlockOperation.IsEqual"/> compares with.</summary>
    public double Number { get; set; }

    /// <summary>The edges of <see cref="BlockOperation.Bucketize"/>.</summary>
    public double[] Edges { get; set; } = [];

    /// <summary>The slot it fills, or -1.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>The feature it gives, or -1.</summary>
    public int Feature { get; set; } = -1;

    /// <summary>When it can run: after the slots of all earlier phases.</summary>
    public int Phase { get; set; }

    /// <summary>Lanes of equal keys can share a block.</summary>
    public (int Phase, bool ToSlots, BlockOperation Operation, LaneSourceKind Left, LaneSourceKind Right) Key =>
        (Phase, Slot >= 0, Operation, Left.Kind, Right.Kind);
}
