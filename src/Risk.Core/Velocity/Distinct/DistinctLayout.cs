using System.Numerics;

namespace Risk.Velocity;

/// <summary>
/// Where everything lies in the block of one key: a header, then either marks (a table of values, each with a bit for every bucket it was seen in) or sketches (a ring of
/// buckets with registers). The block's capacity tells which.
/// </summary>
internal sealed class DistinctLayout
{
    /// <summary>Buckets where a window does not say how many.</summary>
    public const int DefaultBuckets = 60;

    /// <summary>Values counted exactly where a window does not say how many.</summary>
    public const int DefaultValues = 256;

    /// <summary>The most values counted exactly.</summary>
    public const int MostValues = 16_384;

    /// <summary>The most buckets of a key: each may need a sketch.</summary>
    public const int MostBuckets = 512;

    /// <summary>The smallest table of marks.</summary>
    public const int FirstCapacity = 2;

    /// <summary>The capacity of a ring of one sketch; tables of marks have smaller ones.</summary>
    public const int FirstSketchCapacity = 16;

    /// <summary>Header word: the time of the newest event recorded, in microseconds.</summary>
    public const int LastTimeWord = BlockHeader.Words;

    /// <summary>
    /// How many cache lines of a block are worth fetching ahead: counting reads all marks, and tables of up to 32 places are hardly longer. Over 220,000 keys
    /// 2,090 ns against 2,440 without (WindowBenchmarks.StoreInBuckets).
    /// </summary>
    public const int PrefetchedLines = 8;

    /// <summary>The first word after the header.</summary>
    public const int Start = BlockHeader.Words + 1;

    /// <summary>The words of a bucket with its sketch: its number and the registers.</summary>
    public const int SketchWords = 1 + (HyperLogLog.Registers / sizeof(ulong));

    private const int BitsOfWord = 64;

    /// <param name="width">The width of a bucket in microseconds.</param>
    /// <param name="lateness">How late an event may come and still be read exactly, in microseconds.</param>
    /// <param name="values">How many values are counted exactly.</param>
    /// <param name="column">The value.</param>
    /// <param name="windows">The windows.</param>
    public DistinctLayout(long width, long lateness, int values, ValueColumn column, IReadOnlyList<WindowDefinition> windows)
    {
        (Width, Values, Columns) = (width, values, [column]);
        Windows = [.. windows];
        Frames = [.. windows.Select(window => new BucketFrame(width, (long)window.Window.TotalMicroseconds, (long)window.Lag.TotalMicroseconds, 0, []))];
        long reach = windows.Count == 0 ? 0 : windows.Max(static window => (long)(window.Window + window.Lag).TotalMicroseconds);
        Buckets = (int)Math.Min(BucketLayout.BucketsFor(reach, lateness, width), MostBuckets);
        MaskWords = (Buckets + BitsOfWord - 1) / BitsOfWord;
        Span = reach + (2 * width);
    }

    /// <summary>The width of a bucket in microseconds.</summary>
    public long Width { get; }

    /// <summary>How many values are counted exactly.</summary>
    public int Values { get; }

    public ValueColumn[] Columns { get; }

    public WindowDefinition[] Windows { get; }

    /// <summary>The buckets that each window covers.</summary>
    public BucketFrame[] Frames { get; }

    /// <summary>The most buckets that any window reaches, allowed lateness included.</summary>
    public int Buckets { get; }

    /// <summary>The words that a value's bits take.</summary>
    public int MaskWords { get; }

    /// <summary>The bits of a value: a bucket's is its number modulo this.</summary>
    public int Positions => MaskWords * BitsOfWord;

    /// <summary>The longest reach of any window into the past, in microseconds.</summary>
    public long Span { get; }

    /// <summary>The largest table of marks: with a quarter to spare for values that are out of reach, so that it is not written anew for each that comes.</summary>
    public int LargestMarks
    {
        get
        {
            int capacity = FirstCapacity;
            while (MostIn(capacity) < Values + (Values / 4))
            {
                capacity++;
            }

            return capacity;
        }
    }

    /// <summary>The largest ring of sketches.</summary>
    public int LargestSketches => SketchesFor(Buckets);

    /// <summary>How many values a window counts exactly.</summary>
    public static int ValuesOf(WindowDefinition window) => window.ExactDistinctValues ?? DefaultValues;

    /// <summary>Whether blocks of a capacity hold sketches.</summary>
    public static bool HasSketches(int capacity) => capacity >= FirstSketchCapacity;

    /// <summary>The capacity of a ring for so many buckets.</summary>
    public static int SketchesFor(int buckets) => FirstSketchCapacity + BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(buckets, 1)));

    /// <summary>How many values a table takes: three quarters of its places.</summary>
    public static int MostIn(int capacity) => (1 << capacity) * 3 / 4;

    /// <summary>The capacity of a table for so many values.</summary>
    public int CapacityFor(int values)
    {
        int capacity = FirstCapacity;
        int largest = LargestMarks;
        while (MostIn(capacity) < values && capacity < largest)
        {
            capacity++;
        }

        return capacity;
    }

    /// <summary>How many buckets a ring holds.</summary>
    public int RingBuckets(int capacity) => Math.Min(1 << (capacity - FirstSketchCapacity), Buckets);

    /// <summary>The words of a block, rounded up to whole cache lines.</summary>
    public int BlockWords(int capacity) => (Start + (HasSketches(capacity) ? RingBuckets(capacity) * SketchWords : (1 + MaskWords) << capacity) + 7) & ~7;

    /// <summary>The bucket of a time, and how far the time lies in it.</summary>
    public (long Bucket, long Offset) Split(long time) => BucketLayout.Split(time, Width);
}
