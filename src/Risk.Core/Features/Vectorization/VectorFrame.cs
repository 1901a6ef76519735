using System.Runtime.Intrinsics;
using Risk.Events;

namespace Risk.Features.Vectorization;

/// <summary>Where one run of a plan reads and writes, and what it noticed. All pointers are fixed for the length of the call.</summary>
internal unsafe ref struct VectorFrame
{
    /// <summary>The row's numbers.</summary>
    public double* Numbers;

    /// <summary>The row's codes.</summary>
    public int* Codes;

    /// <summary>By step, values that later phases and functions read.</summary>
    public double* Slots;

    /// <summary>Operands that were brought together.</summary>
    public double* Cells;

    /// <summary>Features that are not yet in their places.</summary>
    public float* Lanes;

    /// <summary>The result.</summary>
    public float* Features;

    /// <summary>The event.</summary>
    public AttributeRow Row;

    /// <summary>A lane is NaN as soon as a feature was NaN or infinite, else 0.</summary>
    public Vector256<float> Finite;

    /// <summary>All ones as long as nothing was missing that the features don't show.</summary>
    public ulong Present;

    /// <summary>Not zero when the row is the scalar code's.</summary>
    public ulong Suspect;

    /// <summary>What lookups and checks of codes found.</summary>
    public DecisionFlags Flags;
}
