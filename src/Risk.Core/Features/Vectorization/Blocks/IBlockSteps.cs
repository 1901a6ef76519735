namespace Risk.Features.Vectorization;

/// <summary>Which steps around the operation a block takes; a lane that lacks one has parameters that change nothing.</summary>
internal interface IBlockSteps
{
    /// <summary>Before: NaN in the first operand becomes the lane's fill.</summary>
    static abstract bool Fill { get; }

    /// <summary>After: (x - shift) × scale.</summary>
    static abstract bool Affine { get; }

    /// <summary>At last: at least the lower bound, at most the upper.</summary>
    static abstract bool Clip { get; }
}
