using System.Runtime.Intrinsics;
using Risk.Events;

namespace Risk.Features.Vectorization;

/// <summary>Where one run of a <see cref="ColumnPlan"/> reads and writes, and what it noticed, for sixteen events at once.</summary>
internal unsafe ref struct ColumnFrame
{
    /// <summary>Sixteen doubles a column: numbers of rows, constants, slots.</summary>
    public double* Columns;

    /// <summary>Sixteen codes a column.</summary>
    public int* Codes;

    /// <summary>Sixteen values of a feature a column.</summary>
    public float* Features;

    /// <summary>By step, what a function of one row reads.</summary>
    public double* Slots;

    /// <summary>The events.</summary>
    public ReadOnlySpan<AttributeRow> Rows;

    /// <summary>By event, what lookups, checks and functions found.</summary>
    public Span<DecisionFlags> Flags;

    /// <summary>By event, NaN as soon as a feature was NaN or infinite, else 0.</summary>
    public Vector512<float> Finite;

    /// <summary>A bit an event: set as long as nothing was missing that the features don't show.</summary>
    public ulong Present;

    /// <summary>A bit for the two events that share it, 0 to 7 and 8 to 15: set when they are the scalar code's.</summary>
    public ulong Suspect;
}
