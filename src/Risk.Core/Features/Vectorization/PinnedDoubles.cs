using System.Runtime.CompilerServices;

namespace Risk.Features.Vectorization;

/// <summary>Doubles at a fixed address on a 64-byte border, so that no load of a vector crosses two cache lines. Lives as long as it is referenced.</summary>
internal sealed unsafe class PinnedDoubles
{
    private const int Alignment = 64;

    private readonly double[] _values;

    public PinnedDoubles(ReadOnlySpan<double> values)
    {
        _values = GC.AllocateArray<double>(values.Length + (Alignment / sizeof(double)), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _values[0]);
        Pointer = (double*)((address + (Alignment - 1)) & ~(nuint)(Alignment - 1));
        values.CopyTo(new Span<double>(Pointer, values.Length));
    }

    /// <summary>The first value; keep the object alive while it is used.</summary>
    public double* Pointer { get; }
}
