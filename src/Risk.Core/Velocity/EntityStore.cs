using System.Numerics;
using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>Exact windows of one entity (a card, or a card at a merchant): every event that a window reaches is kept.</summary>
internal sealed class EntityStore : WindowGroup
{
    private const int EventHeaderWords = 2;

    private readonly EntityStripe[] _stripes;
    private readonly VelocityOptions _options;
    private ulong[] _words = [];
    private ulong[] _fileWords = [];

    /// <param name="keys">The attributes that make the key.</param>
    /// <param name="ordinal">How many entities the store had before.</param>
    /// <param name="stripes">How many parts the keys are spread over.</param>
    /// <param name="options">The store's options.</param>
    /// <param name="statistics">What is counted.</param>
    /// <param name="budget">The memory of the store.</param>
    public EntityStore(IReadOnlyList<string> keys, int ordinal, int stripes, VelocityOptions options, EntityStatistics statistics, MemoryBudget budget)
        : this(keys, ordinal, new EntityStripe[stripes], options)
    {
        for (int i = 0; i < stripes; i++)
        {
            _stripes[i] = new EntityStripe(Layout, statistics, budget, 64 - _shift);
        }
    }

    private EntityStore(IReadOnlyList<string> keys, int ordinal, EntityStripe[] stripes, VelocityOptions options)
        : base(keys, stripes)
    {
        (Ordinal, _stripes, _options) = (ordinal, stripes, options);
        Layout = CreateLayout();
    }

    /// <summary>Which of the store's entities this is.</summary>
    public int Ordinal { get; }

    public EntityLayout Layout { get; private set; }

    /// <summary>The column of the event's id; -1 while no window looks at a label that is recorded by id.</summary>
    public int IdColumn => _columns.FindIndex(static column => column.IsIdentity);

    /// <summary>How far back a window reaches that looks at a label recorded by id, in microseconds.</summary>
    public long LabelSpan => _windows.Where(window => LooksAtLabel(window, _options)).Select(static window => (long)(window.Window + window.Lag).TotalMicroseconds).DefaultIfEmpty().Max();

    /// <inheritdoc/>
    public override long Span => Layout.Span;

    /// <inheritdoc/>
    public override object LayoutIdentity => Layout;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EntityStripe StripeOf(ulong hash) => _stripes[IndexOf(hash)];

    /// <inheritdoc/>
    public override long RestoreKey(EntityMapping mapping, ref ByteReader section, VelocityOptions options)
    {
        ulong hash = section.UInt64();
        long incompleteUntil = section.Int64();
        int count = section.Count(EventHeaderWords * sizeof(ulong));
        int width = EventHeaderWords + mapping.Columns;
        Span<ulong> file = Scratch(ref _fileWords, EventHeaderWords + mapping.FileColumns);
        Span<ulong> words = Scratch(ref _words, count * width);
        for (int i = 0; i < count; i++)
        {
            section.UInt64s(file);
            Span<ulong> to = words.Slice(i * width, width);
            to[0] = file[0];
            to[1] = mapping.Flags(file[1]);
            mapping.Values(file[EventHeaderWords..], to[EventHeaderWords..]);
        }

        return StripeOf(hash).RestoreKey(hash, incompleteUntil, words, BitOperations.Log2((uint)options.MaximumEventsPerKey));
    }

    /// <inheritdoc/>
    public override WindowMemory MemoryOf(VelocityOptions options) => new(
        Keys, Windows.Count, 0, Layout.BlockWords(0) * sizeof(ulong), (long)Layout.BlockWords(BitOperations.Log2((uint)options.MaximumEventsPerKey)) * sizeof(ulong));

    /// <summary>How many columns and conditions an entity would have with windows that may not be there yet.</summary>
    public static (int Columns, int Conditions) CountWith(WindowGroup? known, IReadOnlyList<WindowDefinition> windows, VelocityOptions options) => (
        windows.Where(static window => window.Value is not null).Select(static window => new ValueColumn(window.Value!, window.Aggregate == WindowAggregate.Distinct))
            .Union(known?.Columns.Where(static column => !column.IsIdentity) ?? []).Count() + (options.Labels.Count > 0 ? 1 : 0),
        windows.SelectMany(window => ConditionsOf(window, options)).Union(known?.Conditions ?? []).Count());

    /// <summary>Whether a window sums a label or has a condition over one.</summary>
    public static bool LooksAtLabel(WindowDefinition window, VelocityOptions options) =>
        options.Labels.Any(label => window.Value == label || (window.Where is { } where && EventCondition.LooksAt(where, label)));

    // A condition over a label is kept as it would be for either label too: who knows the id alone knows no other attribute.
    private static IEnumerable<EventCondition> ConditionsOf(WindowDefinition window, VelocityOptions options) => window.Where is not { } where
        ? []
        : options.Labels.Where(label => EventCondition.LooksAt(where, label)).SelectMany(label => new[] { new EventCondition(where, label, 0), new EventCondition(where, label, 1) })
            .Prepend(new EventCondition(where));

    private protected override IEnumerable<EventCondition> ConditionsOf(WindowDefinition window) => ConditionsOf(window, _options);

    private protected override void Added(WindowDefinition window)
    {
        if (LooksAtLabel(window, _options) && IdColumn < 0)
        {
            _columns.Add(new ValueColumn(_options.EventIdAttribute!, IsHash: true, IsIdentity: true));
        }
    }

    private protected override void Migrate()
    {
        Layout = CreateLayout();
        foreach (EntityStripe stripe in _stripes)
        {
            stripe.Migrate(Layout);
        }
    }

    private EntityLayout CreateLayout() => new(_columns, _conditions.Count, _windows, ColumnOf, ConditionOf);
}
