using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>Bucketed windows of one entity whose buckets have the same width.</summary>
internal sealed class BucketStore : WindowGroup
{
    private const double MicrosecondsPerSecond = 1_000_000;

    private readonly BucketStripe[] _stripes;
    private readonly long _width;
    private readonly long _lateness;
    private BucketLayout _layout;
    private ulong[] _words = [];
    private ulong[] _fileWords = [];

    public BucketStore(IReadOnlyList<string> keys, long width, long lateness, int stripes, EntityStatistics statistics, MemoryBudget budget)
        : base(keys, stripes)
    {
        (_width, _lateness) = (width, lateness);
        _layout = CreateLayout();
        _stripes = new BucketStripe[stripes];
        for (int i = 0; i < stripes; i++)
        {
            _stripes[i] = new BucketStripe(_layout, statistics, budget, 64 - _shift);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WindowStripe> Stripes => _stripes;

    /// <inheritdoc/>
    public override long BucketWidth => _width;

    /// <inheritdoc/>
    public override IReadOnlyList<BucketSlot> Slots => _layout.Slots;

    /// <inheritdoc/>
    public override long Span => _layout.Span;

    /// <inheritdoc/>
    public override object LayoutIdentity => _layout;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BucketStripe StripeOf(ulong hash) => _stripes[_shift == 64 ? 0 : (int)(hash >> _shift)];

    /// <summary>Adds windows that are not there yet; existing history is moved into the new layout.</summary>
    /// <param name="windows">Windows over this group's keys whose buckets have its width.</param>
    /// <returns>The index of each window, in the given order.</returns>
    public int[] Register(IReadOnlyList<WindowDefinition> windows)
    {
        int[] indexes = AddWindows(windows, out bool added);
        if (added)
        {
            _layout = CreateLayout();
            foreach (BucketStripe stripe in _stripes)
            {
                stripe.Migrate(_layout);
            }
        }

        return indexes;
    }

    /// <inheritdoc/>
    public override long RestoreKey(EntityMapping mapping, ref ByteReader section, VelocityOptions options)
    {
        ulong hash = section.UInt64();
        long incompleteUntil = section.Int64();
        long lastTime = section.Int64();
        BucketSlot[] stored = mapping.FileSlots;
        int fileWidth = stored.Length == 0 ? BucketLayout.FirstSlotWord : stored[^1].Word + stored[^1].Words;
        int count = section.Count(fileWidth * sizeof(ulong));
        int width = _layout.BucketWords;
        Span<ulong> file = Scratch(ref _fileWords, fileWidth);
        Span<ulong> words = Scratch(ref _words, count * width);
        for (int i = 0; i < count; i++)
        {
            section.UInt64s(file);
            Span<ulong> bucket = words.Slice(i * width, width);
            BucketHistory.Clear(_layout, ref bucket[0], (long)file[0]);
            for (int slot = 0; slot < mapping.Slots.Length; slot++)
            {
                if (mapping.Slots[slot] >= 0)
                {
                    BucketSlot from = stored[mapping.Slots[slot]];
                    file.Slice(from.Word, from.Words).CopyTo(bucket[_layout.Slots[slot].Word..]);
                }
            }
        }

        return StripeOf(hash).RestoreKey(hash, incompleteUntil, lastTime, words);
    }

    /// <inheritdoc/>
    public override WindowMemory MemoryOf(VelocityOptions options) => new(
        Keys, Windows.Count, _width / MicrosecondsPerSecond, _layout.BlockWords(0) * sizeof(ulong), (long)_layout.BlockWords(_layout.LargestCapacity) * sizeof(ulong));

    private BucketLayout CreateLayout() => new(_width, _lateness, _columns, _windows, ColumnOf, ConditionOf);
}
