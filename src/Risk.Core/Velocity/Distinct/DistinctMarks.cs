using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// The values of one key while they are few, read and written in place in its block: an open-addressing table of hashes, and for each a bit for every bucket it was seen
/// in. Exact, whatever the order in which events come.
/// </summary>
/// <remarks>Held only under the stripe's gate. A value that no bucket in reach has seen keeps its place until the table is written anew.</remarks>
internal readonly ref struct DistinctMarks
{
    private readonly ref ulong _block;
    private readonly DistinctLayout _layout;
    private readonly int _capacity;

    public DistinctMarks(ref ulong block, DistinctLayout layout)
    {
        _block = ref block;
        _layout = layout;
        _capacity = 1 << BlockHeader.CapacityOf(ref block);
    }

    /// <summary>The places of the table.</summary>
    public int Places => _capacity;

    /// <summary>The number of the newest bucket.</summary>
    public long Newest
    {
        get => (long)Unsafe.Add(ref _block, BlockHeader.ClockWord);
        private set => Unsafe.Add(ref _block, BlockHeader.ClockWord) = (ulong)value;
    }

    private ref ulong Used => ref Unsafe.Add(ref _block, BlockHeader.RingWord);

    /// <summary>Writes an empty table.</summary>
    /// <param name="block">The block, its header written but for what the table itself counts.</param>
    /// <param name="layout">Where things lie.</param>
    /// <param name="newest">The number of the newest bucket.</param>
    public static DistinctMarks Initialize(ref ulong block, DistinctLayout layout, long newest)
    {
        var marks = new DistinctMarks(ref block, layout) { Newest = newest };
        marks.Used = 0;
        for (int word = 0; word < (1 + layout.MaskWords) * marks._capacity; word++)
        {
            Unsafe.Add(ref block, DistinctLayout.Start + word) = 0;
        }

        return marks;
    }

    /// <summary>Marks a value as seen in a bucket within reach.</summary>
    /// <returns>False when it is new and the table takes no more.</returns>
    public bool TryAdd(ulong value, long bucket)
    {
        if (bucket > Newest)
        {
            MoveTo(bucket);
        }

        int place = PlaceOf(value);
        if (ValueAt(place) == 0)
        {
            if ((int)Used >= DistinctLayout.MostIn(BlockHeader.CapacityOf(ref _block)))
            {
                return false;
            }

            Used++;
            ValueAt(place) = value;
        }

        int position = PositionOf(bucket);
        MaskAt(position >> 6, place) |= 1UL << position;
        return true;
    }

    /// <summary>How many values were seen in a range of buckets.</summary>
    public int CountIn(long first, long last)
    {
        Span<ulong> range = stackalloc ulong[_layout.MaskWords];
        FillRange(range, first, last);
        int count = 0;
        for (int place = 0; place < _capacity; place++)
        {
            count += Overlaps(place, range) ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many values are in reach.</summary>
    public int CountInReach() => CountIn(long.MinValue, long.MaxValue);

    /// <summary>How many buckets in reach have seen a value.</summary>
    public int BucketsInReach()
    {
        Span<ulong> range = stackalloc ulong[_layout.MaskWords];
        FillRange(range, long.MinValue, long.MaxValue);
        int buckets = 0;
        for (int word = 0; word < range.Length; word++)
        {
            ulong seen = 0;
            for (int place = 0; place < _capacity; place++)
            {
                seen |= MaskAt(word, place);
            }

            buckets += System.Numerics.BitOperations.PopCount(seen & range[word]);
        }

        return buckets;
    }

    /// <summary>Marks in another table what is in reach of both.</summary>
    public void CopyTo(DistinctMarks target)
    {
        for (long bucket = Oldest(target._layout); bucket <= Newest; bucket++)
        {
            for (int place = 0; place < _capacity; place++)
            {
                if (IsSeen(place, bucket))
                {
                    target.TryAdd(ValueAt(place), bucket);
                }
            }
        }
    }

    /// <summary>Adds to sketches what is in reach of both. In order of time, so that each bucket is the newest when it is opened.</summary>
    public void CopyTo(DistinctSketches target, DistinctLayout layout)
    {
        for (long bucket = Oldest(layout); bucket <= Newest; bucket++)
        {
            for (int place = 0; place < _capacity; place++)
            {
                if (IsSeen(place, bucket))
                {
                    target.TryAdd(ValueAt(place), bucket);
                }
            }
        }
    }

    /// <summary>Whether a value was seen in a range of buckets.</summary>
    public bool Contains(ulong value, long first, long last)
    {
        Span<ulong> range = stackalloc ulong[_layout.MaskWords];
        FillRange(range, first, last);
        int place = PlaceOf(value);
        return ValueAt(place) == value && Overlaps(place, range);
    }

    /// <summary>The value at a place; 0 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong ValueAt(int place) => ref Unsafe.Add(ref _block, DistinctLayout.Start + place);

    /// <summary>A word of the bits of a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong MaskAt(int word, int place) => ref Unsafe.Add(ref _block, DistinctLayout.Start + ((1 + word) * _capacity) + place);

    /// <summary>Whether the value at a place was seen in a bucket in reach.</summary>
    public bool IsSeen(int place, long bucket)
    {
        int position = PositionOf(bucket);
        return ((MaskAt(position >> 6, place) >> position) & 1) != 0;
    }

    private long Oldest(DistinctLayout layout) => Newest - Math.Min(_layout.Buckets, layout.Buckets) + 1;

    // Tables are never full, so a search ends.
    private int PlaceOf(ulong value)
    {
        int place = (int)(value >> 17) & (_capacity - 1);
        while (ValueAt(place) != 0 && ValueAt(place) != value)
        {
            place = (place + 1) & (_capacity - 1);
        }

        return place;
    }

    private bool Overlaps(int place, ReadOnlySpan<ulong> range)
    {
        ulong seen = 0;
        for (int word = 0; word < range.Length; word++)
        {
            seen |= MaskAt(word, place) & range[word];
        }

        return seen != 0;
    }

    private void MoveTo(long bucket)
    {
        Span<ulong> range = stackalloc ulong[_layout.MaskWords];
        long first = Math.Max(Newest + 1, bucket - _layout.Positions + 1);
        Newest = bucket;
        FillRange(range, first, bucket);
        for (int word = 0; word < range.Length; word++)
        {
            for (int place = 0; range[word] != 0 && place < _capacity; place++)
            {
                MaskAt(word, place) &= ~range[word];
            }
        }
    }

    private int PositionOf(long bucket)
    {
        int position = (int)(bucket % _layout.Positions);
        return position < 0 ? position + _layout.Positions : position;
    }

    // The bits of the buckets of a range that are in reach.
    private void FillRange(Span<ulong> range, long first, long last)
    {
        range.Clear();
        first = Math.Max(first, Newest - _layout.Buckets + 1);
        last = Math.Min(last, Newest);
        if (first > last)
        {
            return;
        }

        int from = PositionOf(first);
        int to = PositionOf(last);
        if (from <= to)
        {
            Set(range, from, to);
        }
        else
        {
            Set(range, from, _layout.Positions - 1);
            Set(range, 0, to);
        }
    }

    private static void Set(Span<ulong> range, int from, int to)
    {
        for (int word = from >> 6; word <= to >> 6; word++)
        {
            ulong bits = ulong.MaxValue;
            bits &= word == from >> 6 ? ulong.MaxValue << from : ulong.MaxValue;
            bits &= word == to >> 6 ? ulong.MaxValue >> (63 - (to & 63)) : ulong.MaxValue;
            range[word] |= bits;
        }
    }
}
