namespace Risk.Features.Vectorization;

/// <summary>What operands are brought together from.</summary>
internal unsafe interface IGatherSource
{
    static abstract double* Of(in VectorFrame frame);
}
