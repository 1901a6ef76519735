namespace Risk.Features.Vectorization;

/// <summary>What a block does around its operation.</summary>
[Flags]
internal enum BlockSteps : byte
{
    None = 0,

    /// <summary>Replaces NaN in the first operand by the lane's fill.</summary>
    Fill = 1,

    /// <summary>After the operation: (x - shift) × scale.</summary>
    Affine = 2,

    /// <summary>After that: at least the lower bound and at most the upper.</summary>
    Clip = 4,

    /// <summary>All of them.</summary>
    All = Fill | Affine | Clip,
}
