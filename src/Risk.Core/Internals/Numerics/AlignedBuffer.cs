using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Risk.Internals.Numerics;

/// <summary>
/// A zeroed buffer that starts on a cache line, so that no vector load is split between two. Managed and pinned: it lives
/// as long as its owner and needs no finalizer.
/// </summary>
internal sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] _items;
    private readonly int _start;

    public AlignedBuffer(int length)
    {
        int slack = Alignment / Unsafe.SizeOf<T>();
        _items = GC.AllocateArray<T>(checked(length + slack), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_items, 0);
        _start = (int)((Alignment - (address % Alignment)) % Alignment) / Unsafe.SizeOf<T>();
        Length = length;
    }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The bytes that the buffer takes.</summary>
    public long Bytes => (long)_items.Length * Unsafe.SizeOf<T>();

    /// <summary>The elements.</summary>
    public Span<T> Span => _items.AsSpan(_start, Length);

    /// <summary>The first element, on a cache line; for reads whose offsets were checked when the owner was made.</summary>
    public ref T First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_items), _start);
}
