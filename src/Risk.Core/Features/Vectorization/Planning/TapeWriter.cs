using System.Runtime.InteropServices;

namespace Risk.Features.Vectorization;

/// <summary>Writes a plan's tape in groups of eight doubles, so that every vector lies on its border.</summary>
internal sealed class TapeWriter
{
    private readonly List<double> _values = [];

    public int Length => _values.Count;

    public void Add(in BlockHeader header) => Add(MemoryMarshal.Cast<BlockHeader, double>(new ReadOnlySpan<BlockHeader>(in header)));

    public void Add(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            _values.Add(value);
        }

        while (_values.Count % BlockHeader.Doubles != 0)
        {
            _values.Add(0);
        }
    }

    public void Add(ReadOnlySpan<long> values) => Add(MemoryMarshal.Cast<long, double>(values));

    /// <summary>Adds integers, two a double.</summary>
    public void Add(ReadOnlySpan<int> values)
    {
        Span<int> even = stackalloc int[(values.Length + 1) & ~1];
        even.Clear();
        values.CopyTo(even);
        Add(MemoryMarshal.Cast<int, double>(even));
    }

    public PinnedDoubles Build() => new(CollectionsMarshal.AsSpan(_values));
}
