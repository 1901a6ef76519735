using System.Runtime.CompilerServices;
using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace Risk.Models.Trees;

/// <summary>
/// A table of an engine in native memory, on a cache line's boundary and zeroed. Freed by its finalizer: whoever reads through
/// <see cref="Pointer"/> keeps the owner alive to the end of the call with <see cref="GC.KeepAlive"/>.
/// </summary>
internal sealed unsafe class AlignedArray<T> : CriticalFinalizerObject
    where T : unmanaged
{
    /// <summary>A cache line, and the widest vector.</summary>
    internal const int Alignment = 64;

    private readonly T* _pointer;
    private readonly long _length;

    internal AlignedArray(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _length = length;
        long bytes = Math.Max(Alignment, checked(length * sizeof(T)));
        _pointer = (T*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        NativeMemory.Clear(_pointer, (nuint)bytes);
        GC.AddMemoryPressure(bytes);
    }

    ~AlignedArray()
    {
        if (_pointer is null)
            return;

        NativeMemory.AlignedFree(_pointer);
        GC.RemoveMemoryPressure(Math.Max(Alignment, _length * sizeof(T)));
    }

    internal T* Pointer => _pointer;

    internal long Length => _length;

    internal long Bytes => _length * sizeof(T);

    /// <summary>An element, checked; for building, not for the hot path.</summary>
    internal ref T this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)index >= (ulong)_length)
                throw new ArgumentOutOfRangeException(nameof(index));
            return ref _pointer[index];
        }
    }

    /// <summary>A copy of a list.</summary>
    internal static AlignedArray<T> From(IReadOnlyList<T> items)
    {
        var array = new AlignedArray<T>(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            array[i] = items[i];
        }

        return array;
    }
}
