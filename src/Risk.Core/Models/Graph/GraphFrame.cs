using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Risk.Models.Graph;

/// <summary>The memory one row is scored in: the row itself, and scratch space that the caller leased.</summary>
internal readonly ref struct GraphFrame(ReadOnlySpan<float> features, Span<byte> scratch)
{
    private readonly ReadOnlySpan<float> _features = features;
    private readonly Span<byte> _scratch = scratch;

    /// <summary>The elements of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Read<T>(GraphValue value)
        where T : unmanaged
    {
        GraphBuffer buffer = value.Buffer;
        if (buffer.Constant is { } constant)
        {
            return MemoryMarshal.Cast<byte, T>(constant);
        }

        return buffer.Feature >= 0
            ? MemoryMarshal.Cast<float, T>(_features.Slice(buffer.Feature, buffer.ByteLength / sizeof(float)))
            : MemoryMarshal.Cast<byte, T>(_scratch.Slice(buffer.Offset, buffer.ByteLength));
    }

    /// <summary>The elements of a value that the operator computes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Write<T>(GraphValue value)
        where T : unmanaged
    {
        GraphBuffer buffer = value.Buffer;
        return MemoryMarshal.Cast<byte, T>(buffer.Constant is { } constant ? constant : _scratch.Slice(buffer.Offset, buffer.ByteLength));
    }
}
