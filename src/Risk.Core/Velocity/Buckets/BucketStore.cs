namespace Risk.Velocity;

/// <summary>Counts, sums, averages, extremes, ratios and times since from counters by bucket.</summary>
internal sealed class BucketStore : BucketedStore
{
    private readonly BucketStripe[] _stripes;
    private BucketLayout _layout;
    private ulong[] _words = [];
    private ulong[] _fileWords = [];

    public BucketStore(IReadOnlyList<string> keys, long width, long lateness, int stripes, EntityStatistics statistics, MemoryBudget budget)
        : this(keys, width, lateness, new BucketStripe[stripes])
    {
        for (int i = 0; i < stripes; i++)
        {
            _stripes[i] = new BucketStripe(_layout, statistics, budget, 64 - _shift);
        }
    }

    private BucketStore(IReadOnlyList<string> keys, long width, long lateness, BucketStripe[] stripes)
        : base(keys, width, lateness, stripes)
    {
        _stripes = stripes;
        _layout = CreateLayout();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<BucketSlot> Slots => _layout.Slots;

    /// <inheritdoc/>
    public override long Span => _layout.Span;

    /// <inheritdoc/>
    public override object LayoutIdentity => _layout;

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

        return _stripes[IndexOf(hash)].RestoreKey(hash, incompleteUntil, lastTime, words);
    }

    /// <inheritdoc/>
    public override WindowMemory MemoryOf(VelocityOptions options) => new(
        Keys, Windows.Count, BucketSeconds, _layout.BlockWords(0) * sizeof(ulong), (long)_layout.BlockWords(_layout.LargestCapacity) * sizeof(ulong));

    private protected override void Migrate()
    {
        _layout = CreateLayout();
        foreach (BucketStripe stripe in _stripes)
        {
            stripe.Migrate(_layout);
        }
    }

    private BucketLayout CreateLayout() => new(BucketWidth, Lateness, _columns, _windows, ColumnOf, ConditionOf);
}
