namespace Risk.Models.Graph;

/// <summary>Where a value lies while a row is scored: in a constant, in the row of features, or in the scratch space.</summary>
internal sealed class GraphBuffer(int byteLength)
{
    /// <summary>The bytes of a value that is the same for every row; null otherwise.</summary>
    public byte[]? Constant { get; set; }

    /// <summary>The first feature, for a value that is part of the row; negative otherwise.</summary>
    public int Feature { get; init; } = -1;

    /// <summary>The first byte in the scratch space; the planner sets it.</summary>
    public int Offset { get; set; } = -1;

    /// <summary>The bytes the value takes.</summary>
    public int ByteLength => byteLength;

    /// <summary>Whether the value takes scratch space.</summary>
    public bool IsScratch => Constant is null && Feature < 0;
}
