using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Risk;

/// <summary>Up to <see cref="Capacity"/> reasons, most important first, held inside the decision without allocation.</summary>
/// <remarks>Allocations: none. Thread safety: a value; copies are independent.</remarks>
public struct ReasonList
{
    /// <summary>How many reasons fit.</summary>
    public const int Capacity = 4;

    private Slots _slots;

    /// <summary>The number of reasons.</summary>
    public int Count { get; private set; }

    /// <summary>The reason at a rank, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rank is not below <see cref="Count"/>.</exception>
    public readonly Reason this[int rank]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rank, (uint)Count, nameof(rank));
            return _slots[rank];
        }
    }

    /// <summary>Appends a reason at the end of the ranking; ignored when the list is full.</summary>
    public void Add(in Reason reason)
    {
        if (Count < Capacity)
        {
            _slots[Count++] = reason;
        }
    }

    /// <summary>Enumerates without allocation.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<Reason>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>The reasons as a span over this value; valid while the list is.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<Reason> AsSpan() => ((ReadOnlySpan<Reason>)_slots)[..Count];

    [InlineArray(Capacity)]
    private struct Slots
    {
        private Reason _first;
    }
}
