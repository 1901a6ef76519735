using System.Globalization;
using Risk.Events;
using Risk.Velocity;

namespace Risk;

/// <summary>
/// Remembers the past of every entity in memory and answers windows over it exactly: counts, sums, averages, extremes, distinct values and times since, by any
/// key, over any length, in event time. One store serves any number of scorers and outlives their reloads; a window that a later rule set adds is computed over
/// the history that is there.
/// </summary>
/// <remarks>
/// Each key keeps its events in a ring, and each window a running aggregate that events enter and leave, so a value costs what changed since the key's last event,
/// not the window's length. Sums are exact to 1e-9 whatever the order. Allocations: none in steady state. Thread safety: safe; keys are spread over independently
/// locked stripes.
/// </remarks>
public sealed partial class VelocityStore : IWindowProvider
{
    private static readonly VelocityOptions WithoutLabels = new();

    private bool _isJournaling;
    private readonly Dictionary<string, EntityStore> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BucketedStore> _buckets = new(StringComparer.Ordinal);
    private readonly EntityStatistics _statistics = new();
    private readonly MemoryBudget _budget;
    private readonly int _stripes;

    /// <summary>Creates an empty store.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public VelocityStore(VelocityOptions? options = null)
    {
        Options = options ?? new VelocityOptions();
        if (Options.MemoryBudgetBytes < 1 << 20 || Options.MaximumEventsPerKey < 1 || Options.AllowedLateness < TimeSpan.Zero || Options.MaximumAhead < TimeSpan.Zero
            || Options.Labels.Count == 0 != Options.EventIdAttribute is null || Options.Stripes < 0 || (Options.Stripes & (Options.Stripes - 1)) != 0)
        {
            throw new ArgumentException(
                "VelocityOptions: MemoryBudgetBytes is at least 1 MiB, MaximumEventsPerKey at least 1, durations are not negative, Stripes is 0 or a power of two, and EventIdAttribute and Labels go together.",
                nameof(options));
        }

        _budget = new MemoryBudget(Options.MemoryBudgetBytes);
        _stripes = Options.Stripes > 0
            ? Options.Stripes
            : (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, Environment.ProcessorCount * 4));
        _index = Options.EventIdAttribute is null ? null : new EventIndex(_stripes, _statistics, _budget, Options.AllowedLateness);
    }

    /// <summary>The bounds the store was made with.</summary>
    public VelocityOptions Options { get; }

    /// <summary>What the store holds now and what it did beside the ordinary.</summary>
    /// <remarks>Allocates its result. Thread safety: safe; figures of a moment, not of an instant.</remarks>
    public VelocityStatistics Statistics
    {
        get
        {
            long keys = 0;
            foreach (WindowGroup entity in Snapshot())
            {
                keys += entity.Stripes.Sum(static stripe => (long)stripe.KeyCount);
            }

            return _statistics.Read(keys, _budget.Used, _index?.Count ?? 0) with { Memory = [.. Snapshot().Select(entity => entity.MemoryOf(Options))] };
        }
    }

    /// <inheritdoc/>
    public IWindowReader Compile(IReadOnlyList<WindowDefinition> windows, AttributeLayoutBuilder layout)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(layout);
        WindowChecks.ThrowIfAny(windows, layout.Schema, Options);
        int time = WindowChecks.TimePosition(layout.Schema, Options);
        layout.Use(time, AttributeUse.Number);
        lock (Registration)
        {
            IGrouping<string, WindowDefinition>[] groups = [.. windows.Where(static window => !window.IsBucketed).GroupBy(NameOf)];
            IGrouping<string, WindowDefinition>[] bucketGroups = [.. windows.Where(static window => window.IsBucketed).GroupBy(NameOfBuckets)];
            WindowChecks.ThrowIfAny(
            [
                .. groups.SelectMany(group => WindowChecks.TooMany(group.First().Keys, EntityStore.CountWith(_entities.GetValueOrDefault(group.Key), [.. group], Options))),
                .. bucketGroups.SelectMany(group => WindowChecks.TooMany(group.First().Keys, EntityStore.CountWith(_buckets.GetValueOrDefault(group.Key), [.. group], WithoutLabels))),
            ]);
            EntityReader[] readers = [.. groups.Select(group => CreateReader(group.Key, [.. group], layout))];
            BucketReader[] buckets = [.. bucketGroups.Select(group => CreateBucketReader(group.Key, [.. group], layout))];
            PlanOutcomes(layout.Schema);
            return new VelocityReader(this, windows, readers, buckets, time);
        }
    }

    /// <summary>Makes what tells the store labels that became known after their events were recorded.</summary>
    /// <param name="schema">The schema of the events.</param>
    /// <param name="label">The attribute that becomes known later.</param>
    /// <exception cref="ArgumentException">The schema lacks the label or the time, or no compiled window looks at the label.</exception>
    public OutcomeRecorder CreateOutcomeRecorder(EventSchema schema, string label)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentException.ThrowIfNullOrEmpty(label);
        int time = WindowChecks.TimePosition(schema, Options);
        lock (Registration)
        {
            EntityStore[] entities = [.. _entities.Values.Where(entity => entity.LooksAt(label))];
            BucketedStore[] buckets = [.. _buckets.Values.Where(entity => entity.LooksAt(label))];
            if (time < 0 || !schema.TryGet(label, out _) || entities.Length + buckets.Length == 0)
            {
                throw new ArgumentException($"The schema needs a timestamp and the attribute '{label}', and a window over it must have been compiled.", nameof(label));
            }

            return new OutcomeRecorder(this, entities, buckets, new AttributeLayoutBuilder(schema), time, label);
        }
    }

    /// <summary>Held while windows are added: no layout changes within it.</summary>
    internal Lock Registration { get; } = new();

    internal EntityStatistics Counters => _statistics;

    /// <summary>What keeps the store on disk; null without.</summary>
    internal VelocityPersistence? Persistence { get; private set; }

    internal int Stripes => _stripes;

    internal WindowGroup[] Entities() => Snapshot();

    internal void Attach(VelocityPersistence persistence, bool journal)
    {
        Persistence = persistence;
        if (journal)
        {
            StartJournal();
        }
    }

    internal void Detach()
    {
        StopJournal();
        Persistence = null;
    }

    internal void StartJournal()
    {
        lock (Registration)
        {
            _isJournaling = true;
            foreach (WindowStripe stripe in Snapshot().SelectMany(static entity => entity.Stripes))
            {
                stripe.StartJournal();
            }
        }
    }

    internal void StopJournal()
    {
        lock (Registration)
        {
            _isJournaling = false;
            foreach (WindowStripe stripe in Snapshot().SelectMany(static entity => entity.Stripes))
            {
                stripe.StopJournal();
            }
        }
    }

    private EntityReader CreateReader(string name, IReadOnlyList<WindowDefinition> windows, AttributeLayoutBuilder layout)
    {
        if (!_entities.TryGetValue(name, out EntityStore? entity))
        {
            entity = new EntityStore(windows[0].Keys, _entities.Count, _stripes, Options, _statistics, _budget);
            _entities.Add(name, entity);
            foreach (WindowStripe stripe in _isJournaling ? entity.Stripes : [])
            {
                stripe.StartJournal();
            }
        }

        int[] indexes = entity.Register(windows);
        return new EntityReader(entity, windows, indexes, layout, Options, _index);
    }

    private static string NameOf(WindowDefinition window) => string.Join('\0', window.Keys);

    // What is kept together has one name: counters by width, distinct values by everything that makes them the same.
    private static string NameOfBuckets(WindowDefinition window)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{NameOf(window)}\0\0{BucketLayout.WidthOf(window)}");
        return window.Aggregate != WindowAggregate.Distinct ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name}\0{DistinctLayout.ValuesOf(window)}\0{window.Value}\0{window.Where}");
    }

    private BucketReader CreateBucketReader(string name, IReadOnlyList<WindowDefinition> windows, AttributeLayoutBuilder layout)
    {
        if (!_buckets.TryGetValue(name, out BucketedStore? store))
        {
            long lateness = (long)Options.AllowedLateness.TotalMicroseconds;
            store = windows[0].Aggregate == WindowAggregate.Distinct
                ? new DistinctStore(windows[0], lateness, _stripes, _statistics, _budget)
                : new BucketStore(windows[0].Keys, BucketLayout.WidthOf(windows[0]), lateness, _stripes, _statistics, _budget);
            _buckets.Add(name, store);
            foreach (WindowStripe stripe in _isJournaling ? store.Stripes : [])
            {
                stripe.StartJournal();
            }
        }

        int[] indexes = store.Register(windows);
        return new BucketReader(store, windows, indexes, layout, Options);
    }

    private WindowGroup[] Snapshot()
    {
        lock (Registration)
        {
            return [.. _entities.Values, .. _buckets.Values];
        }
    }
}
