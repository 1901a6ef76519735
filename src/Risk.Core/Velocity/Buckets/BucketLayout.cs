using System.Numerics;

namespace Risk.Velocity;

/// <summary>
/// Where everything lies in the block of one key: a header, the frames' running aggregates, then a ring of buckets, of which only those that saw an event are there. What a
/// bucket keeps is only ever added to.
/// </summary>
internal sealed class BucketLayout
{
    /// <summary>Header word: the time of the newest event recorded, in microseconds.</summary>
    public const int LastTimeWord = BlockHeader.Words;

    /// <summary>The number of a bucket is its first word; what it keeps follows.</summary>
    public const int FirstSlotWord = 1;

    /// <summary>The most buckets of a key.</summary>
    public const int MostBuckets = 1 << 16;

    private const int HeaderWords = BlockHeader.Words + 1;

    /// <param name="width">The width of a bucket in microseconds.</param>
    /// <param name="lateness">How late an event may come and still be read exactly, in microseconds.</param>
    /// <param name="columns">The values of an event.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="columnOf">A window's value column; -1 without.</param>
    /// <param name="conditionOf">A window's condition; -1 without.</param>
    public BucketLayout(
        long width,
        long lateness,
        IReadOnlyList<ValueColumn> columns,
        IReadOnlyList<WindowDefinition> windows,
        Func<WindowDefinition, int> columnOf,
        Func<WindowDefinition, int> conditionOf)
    {
        Width = width;
        Columns = [.. columns];
        var slots = new List<BucketSlot>();
        var shapes = new List<(long Length, long Lag)>();
        var frameSlots = new List<List<BucketSlot>>();
        var places = new List<(int Frame, BucketSlot Slot, BucketSlot Total)>();
        foreach (WindowDefinition window in windows)
        {
            (long, long) shape = ((long)window.Window.TotalMicroseconds, (long)window.Lag.TotalMicroseconds);
            int frame = shapes.IndexOf(shape);
            if (frame < 0)
            {
                frame = shapes.Count;
                shapes.Add(shape);
                frameSlots.Add([]);
            }

            (AggregateKind kind, int column) = Needs(window.Aggregate, columnOf(window));
            BucketSlot slot = Find(slots, kind, column, conditionOf(window));
            BucketSlot total = window.Aggregate == WindowAggregate.Ratio ? Find(slots, AggregateKind.Count, BucketSlot.Events, -1) : slot;
            places.Add((frame, slot, total));
            AddOnce(frameSlots[frame], slot);
            AddOnce(frameSlots[frame], total);
        }

        Slots = [.. slots];
        BucketWords = FirstSlotWord + slots.Sum(static slot => slot.Words);
        Frames = new BucketFrame[shapes.Count];
        int word = HeaderWords;
        for (int i = 0; i < Frames.Length; i++)
        {
            var placed = new BucketFrameSlot[frameSlots[i].Count];
            int inFrame = 1;
            for (int s = 0; s < placed.Length; s++)
            {
                placed[s] = new BucketFrameSlot(frameSlots[i][s], inFrame);
                inFrame += placed[s].Words;
            }

            Frames[i] = new BucketFrame(width, shapes[i].Length, shapes[i].Lag, word, placed);
            word += Frames[i].Words;
        }

        RingStart = word;
        Windows =
        [
            .. windows.Select((window, i) =>
            {
                BucketFrame frame = Frames[places[i].Frame];
                return new BucketWindow(window, frame, In(frame, places[i].Slot), In(frame, places[i].Total), columnOf(window), conditionOf(window));
            }),
        ];
        long reach = shapes.Count == 0 ? 0 : shapes.Max(static shape => shape.Length + shape.Lag);
        Buckets = (int)Math.Min(BucketsFor(reach, lateness, width), MostBuckets);
        Span = reach + (2 * width);
    }

    /// <summary>The width of a bucket in microseconds.</summary>
    public long Width { get; }

    public ValueColumn[] Columns { get; }

    /// <summary>What a bucket keeps.</summary>
    public BucketSlot[] Slots { get; }

    /// <summary>The words of a bucket.</summary>
    public int BucketWords { get; }

    public BucketFrame[] Frames { get; }

    public BucketWindow[] Windows { get; }

    /// <summary>The first word of the ring.</summary>
    public int RingStart { get; }

    /// <summary>The most buckets that any window reaches, allowed lateness included.</summary>
    public int Buckets { get; }

    /// <summary>The longest reach of any window into the past, in microseconds.</summary>
    public long Span { get; }

    /// <summary>The capacity of a ring that holds all of them.</summary>
    public int LargestCapacity => BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Buckets));

    /// <summary>How many cache lines of a block are worth fetching ahead: header, frames and a short ring.</summary>
    public int PrefetchedLines => Math.Min((RingStart / CacheLines.Words) + 4, 10);

    /// <summary>The width of the buckets of a window, in microseconds: the length by the number of buckets, rounded up, so that the number is enough.</summary>
    public static long WidthOf(WindowDefinition window)
    {
        int buckets = window.Buckets ?? DistinctLayout.DefaultBuckets;
        return ((long)window.Window.TotalMicroseconds + buckets - 1) / buckets;
    }

    /// <summary>The most buckets that a window reaches: those it covers, the oldest in part, one more where lag moves both ends, and those in which late events lie.</summary>
    public static long BucketsFor(long reach, long lateness, long width) => ((reach + lateness + width - 1) / width) + 2;

    /// <summary>The bucket of a time, and how far the time lies in it.</summary>
    public (long Bucket, long Offset) Split(long time) => Split(time, Width);

    /// <summary>The bucket of a time, and how far the time lies in it.</summary>
    public static (long Bucket, long Offset) Split(long time, long width)
    {
        (long bucket, long offset) = Math.DivRem(time, width);
        return offset < 0 ? (bucket - 1, offset + width) : (bucket, offset);
    }

    /// <summary>How many buckets a ring of a capacity holds: a power of two, and never more than can be needed.</summary>
    public int RingBuckets(int capacity) => Math.Min(1 << capacity, Buckets);

    /// <summary>The words of a block, rounded up to whole cache lines.</summary>
    public int BlockWords(int capacity) => (RingStart + (BucketWords * RingBuckets(capacity)) + 7) & ~7;

    private static (AggregateKind Kind, int Column) Needs(WindowAggregate aggregate, int column) => aggregate switch
    {
        WindowAggregate.Sum or WindowAggregate.Average => (AggregateKind.Sum, column),
        WindowAggregate.Minimum => (AggregateKind.Minimum, column),
        WindowAggregate.Maximum => (AggregateKind.Maximum, column),
        WindowAggregate.SinceFirst => (AggregateKind.Minimum, BucketSlot.Time),
        WindowAggregate.SinceLast => (AggregateKind.Maximum, BucketSlot.Time),
        _ => (AggregateKind.Count, BucketSlot.Events),
    };

    private static BucketSlot Find(List<BucketSlot> slots, AggregateKind kind, int column, int condition)
    {
        foreach (BucketSlot known in slots)
        {
            if (known.Kind == kind && known.Column == column && known.Condition == condition)
            {
                return known;
            }
        }

        var added = new BucketSlot(kind, column, condition, slots.Count == 0 ? FirstSlotWord : slots[^1].Word + slots[^1].Words);
        slots.Add(added);
        return added;
    }

    private static void AddOnce(List<BucketSlot> slots, BucketSlot slot)
    {
        if (!slots.Contains(slot))
        {
            slots.Add(slot);
        }
    }

    private static BucketFrameSlot In(BucketFrame frame, BucketSlot slot) => Array.Find(frame.Slots, placed => placed.Source == slot);
}
