using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Models.Trees;

/// <summary>
/// Ranks the features of a row: how many of a feature's breakpoints lie below its value. After that, <c>x &lt;= breakpoint[j]</c> is
/// <c>rank &lt;= j</c>, for float32 and float64 rows alike. Values become ordered integers first, which gives missing values a rank of their own.
/// Two steps of 16 comparisons find a rank among 272 breakpoints: the pivots tell the block, the block tells the
/// rest; both are counted, so nothing branches on data.
/// </summary>
internal sealed unsafe class FeatureRanker
{
    private const int BlockLength = 16;

    private readonly AlignedArray<RankEntry> _entries;
    private readonly AlignedArray<int> _keys;
    private readonly AlignedArray<long> _wideKeys;
    private readonly OrderedRow _row;
    private readonly int _singleBlocks;
    private readonly int _singlePivots;
    private readonly int _oneWay;

    /// <param name="featureCount">The features of a row.</param>
    /// <param name="features">What to rank; a feature with many breakpoints may come in parts, all with the same missing values.</param>
    /// <param name="doubleRows">Whether float64 rows will be ranked too.</param>
    internal FeatureRanker(int featureCount, IReadOnlyList<RankedFeature> features, bool doubleRows)
    {
        _row = new OrderedRow(featureCount);
        var entries = new RankEntry[features.Count];
        var values = new List<double>();
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = Append(features[i], values);
            _row.SetMissing(features[i].Feature, features[i].Missing);
        }

        // Entries of one kind follow each other: each kind has its own loop.
        Array.Sort(entries, static (left, right) => Order(left).CompareTo(Order(right)));
        _entries = AlignedArray<RankEntry>.From(entries);
        _singleBlocks = entries.Count(static entry => entry.LeftSlot < 0 && entry.PivotVectors == 0);
        _singlePivots = _singleBlocks + entries.Count(static entry => entry.LeftSlot < 0 && entry.PivotVectors == 1);
        _oneWay = entries.Count(static entry => entry.LeftSlot < 0);
        _keys = new AlignedArray<int>(values.Count);
        _wideKeys = new AlignedArray<long>(doubleRows ? values.Count : 0);
        for (int i = 0; i < values.Count; i++)
        {
            bool isPadding = double.IsNaN(values[i]);
            _keys[i] = isPadding ? int.MaxValue : OrderedKey.OfThreshold32(values[i]);
            if (doubleRows)
                _wideKeys[i] = isPadding ? long.MaxValue : OrderedKey.OfThreshold64(values[i]);
        }
    }

    /// <summary>The bytes of the tables.</summary>
    internal long Bytes => _entries.Bytes + _keys.Bytes + _wideKeys.Bytes + _row.Bytes;

    /// <summary>The keys that <c>Rank</c> needs room for.</summary>
    internal int ScratchLength => _row.Length;

    /// <summary>Ranks a float32 row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="keys">Room for <see cref="ScratchLength"/> keys; afterwards the key of each feature.</param>
    /// <param name="sink">Takes the ranks.</param>
    /// <remarks>The caller keeps this object alive to the end of the call. Unsafe reads: positions and blocks are the constructor's own.</remarks>
    internal void Rank<TSink>(float* row, int* keys, TSink sink)
        where TSink : struct, IRankSink
    {
        _row.Fill(row, keys);
        RankEntry* entry = _entries.Pointer;
        RankEntry* end = entry + _singleBlocks;
        int* table = _keys.Pointer;
        for (; entry < end; entry++)
        {
            sink.Write(entry->Slot, CountBelow(Vector512.Create(keys[entry->Feature]), table + entry->Start));
        }

        end = _entries.Pointer + _singlePivots;
        for (; entry < end; entry++)
        {
            Vector512<int> key = Vector512.Create(keys[entry->Feature]);
            int* pivots = table + entry->Start;
            int below = CountBelow(key, pivots) * BlockLength;
            sink.Write(entry->Slot, below + CountBelow(key, pivots + BlockLength + below));
        }

        end = _entries.Pointer + _oneWay;
        for (; entry < end; entry++)
        {
            sink.Write(entry->Slot, RankOf(entry, keys[entry->Feature]));
        }

        end = _entries.Pointer + _entries.Length;
        for (; entry < end; entry++)
        {
            int key = keys[entry->Feature];
            int rank = RankOf(entry, key);
            sink.Write(entry->Slot, rank);
            bool present = key != int.MaxValue;
            sink.Write(entry->LeftSlot, rank & -(int)Unsafe.BitCast<bool, byte>(present));
        }
    }

    /// <summary>Ranks a float64 row.</summary>
    /// <inheritdoc cref="Rank{TSink}(float*, int*, TSink)"/>
    internal void Rank<TSink>(double* row, long* keys, TSink sink)
        where TSink : struct, IRankSink
    {
        _row.Fill(row, keys);
        RankEntry* end = _entries.Pointer + _entries.Length;
        for (RankEntry* entry = _entries.Pointer; entry < end; entry++)
        {
            long key = keys[entry->Feature];
            int rank = RankOf(entry, key);
            sink.Write(entry->Slot, rank);
            if (entry->LeftSlot < 0)
                continue;

            bool present = key != OrderedRow.MissingHigh;
            sink.Write(entry->LeftSlot, rank & -(int)Unsafe.BitCast<bool, byte>(present));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int RankOf(RankEntry* entry, int key)
    {
        Vector512<int> keys = Vector512.Create(key);
        int* pivots = _keys.Pointer + entry->Start;
        int* blocks = pivots + (long)entry->PivotVectors * BlockLength;
        int below = 0;
        for (; pivots < blocks; pivots += BlockLength)
        {
            below += CountBelow(keys, pivots) * BlockLength;
        }

        return below + CountBelow(keys, blocks + below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int RankOf(RankEntry* entry, long key)
    {
        Vector512<long> keys = Vector512.Create(key);
        long* pivots = _wideKeys.Pointer + entry->Start;
        long* blocks = pivots + (long)entry->PivotVectors * BlockLength;
        int below = 0;
        for (; pivots < blocks; pivots += BlockLength)
        {
            below += CountBelow(keys, pivots) * BlockLength;
        }

        return below + CountBelow(keys, blocks + below);
    }

    // One slot before two, few pivots before many, then by feature.
    private static (bool, int, int) Order(RankEntry entry) => (entry.LeftSlot >= 0, entry.PivotVectors, entry.Feature);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountBelow(Vector512<int> key, int* block) =>
        BitOperations.PopCount((uint)Vector512.GreaterThan(key, Vector512.LoadAligned(block)).ExtractMostSignificantBits());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountBelow(Vector512<long> key, long* block) =>
        BitOperations.PopCount((uint)Vector512.GreaterThan(key, Vector512.LoadAligned(block)).ExtractMostSignificantBits())
        + BitOperations.PopCount((uint)Vector512.GreaterThan(key, Vector512.LoadAligned(block + 8)).ExtractMostSignificantBits());

    // Every pivot is the last of a full block; NaN stands for padding, which no value exceeds.
    private static RankEntry Append(RankedFeature feature, List<double> values)
    {
        double[] breakpoints = feature.Breakpoints;
        int blocks = breakpoints.Length / BlockLength + 1;
        int pivotVectors = blocks == 1 ? 0 : (blocks + BlockLength - 1) / BlockLength;
        var entry = new RankEntry { Feature = feature.Feature, Start = values.Count, PivotVectors = pivotVectors, Slot = feature.Slot, LeftSlot = feature.LeftSlot };
        for (int block = 0; block < pivotVectors * BlockLength; block++)
        {
            int last = block * BlockLength + BlockLength - 1;
            values.Add(last < breakpoints.Length ? breakpoints[last] : double.NaN);
        }

        for (int i = 0; i < blocks * BlockLength; i++)
        {
            values.Add(i < breakpoints.Length ? breakpoints[i] : double.NaN);
        }

        return entry;
    }
}
