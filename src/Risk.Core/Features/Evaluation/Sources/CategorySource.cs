using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>A categorical value of an event, by a 64-bit hash that is the same on every machine.</summary>
internal abstract class CategorySource
{
    /// <summary>The slots it reads.</summary>
    public virtual ReadOnlySpan<int> Operands => default;

    /// <summary>Finds the hash.</summary>
    /// <returns>False when the value is missing.</returns>
    public abstract bool TryHash(AttributeRow row, ReadOnlySpan<double> slots, out ulong hash, ref DecisionFlags flags);
}
