namespace Risk.Velocity;

/// <summary>Distinct values of one attribute, of all events or of those that satisfy one condition, by bucket.</summary>
internal sealed class DistinctStore : BucketedStore
{
    private readonly DistinctStripe[] _stripes;
    private readonly int _values;
    private readonly ValueColumn _column;
    private DistinctLayout _layout;

    /// <param name="window">The first of its windows: all others have its keys, value, condition, width of buckets and number of exact values.</param>
    /// <param name="lateness">How late an event may come and still be read exactly, in microseconds.</param>
    /// <param name="stripes">How many parts the keys are spread over.</param>
    /// <param name="statistics">What is counted.</param>
    /// <param name="budget">The memory of the store.</param>
    public DistinctStore(WindowDefinition window, long lateness, int stripes, EntityStatistics statistics, MemoryBudget budget)
        : this(window, lateness, new DistinctStripe[stripes])
    {
        for (int i = 0; i < stripes; i++)
        {
            _stripes[i] = new DistinctStripe(_layout, statistics, budget, 64 - _shift);
        }
    }

    private DistinctStore(WindowDefinition window, long lateness, DistinctStripe[] stripes)
        : base(window.Keys, BucketLayout.WidthOf(window), lateness, stripes)
    {
        _stripes = stripes;
        _values = DistinctLayout.ValuesOf(window);
        _column = new ValueColumn(window.Value!, IsHash: true);
        _layout = CreateLayout();
    }

    /// <inheritdoc/>
    public override int ExactDistinctValues => _values;

    /// <inheritdoc/>
    public override long Span => _layout.Span;

    /// <inheritdoc/>
    public override object LayoutIdentity => _layout;

    /// <inheritdoc/>
    public override long RestoreKey(EntityMapping mapping, ref ByteReader section, VelocityOptions options)
    {
        ByteReader ahead = section;
        return _stripes[IndexOf(ahead.UInt64())].RestoreKey(ref section);
    }

    /// <inheritdoc/>
    public override WindowMemory MemoryOf(VelocityOptions options) => new(
        Keys,
        Windows.Count,
        BucketSeconds,
        _layout.BlockWords(DistinctLayout.FirstCapacity) * sizeof(ulong),
        (long)Math.Max(_layout.BlockWords(_layout.LargestMarks), _layout.BlockWords(_layout.LargestSketches)) * sizeof(ulong));

    private protected override void Migrate()
    {
        _layout = CreateLayout();
        foreach (DistinctStripe stripe in _stripes)
        {
            stripe.Migrate(_layout);
        }
    }

    private DistinctLayout CreateLayout() => new(BucketWidth, Lateness, _values, _column, _windows);
}
