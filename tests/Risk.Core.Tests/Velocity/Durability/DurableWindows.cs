using Risk.Events;
using Risk.Velocity;

namespace Risk.Core.Tests.Velocity.Durability;

/// <summary>A store by card and by shop whose events are numbered, so that what was restored can be compared with what was recorded.</summary>
internal sealed class DurableWindows
{
    public static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Number),
        new AttributeDefinition("shop", AttributeKind.Number),
        new AttributeDefinition("number", AttributeKind.Number),
        new AttributeDefinition("labelled", AttributeKind.Number),
    ]);

    private readonly IWindowReader _reader;
    private readonly AttributeRow _row;
    private readonly int[] _positions;

    public DurableWindows(WindowDefinition[]? windows = null, VelocityOptions? options = null)
        : this(new VelocityStore(options ?? new VelocityOptions { Clock = null, Stripes = 2 }), windows)
    {
    }

    /// <summary>A reader of its own over a store.</summary>
    public DurableWindows(VelocityStore store, WindowDefinition[]? windows = null)
    {
        Windows = windows ?? All;
        Store = store;
        var layout = new AttributeLayoutBuilder(Schema);
        _reader = Store.Compile(Windows, layout);
        _positions = [.. Windows.Select(window => layout.IndexOf(window.Name))];
        _row = layout.Build().CreateRow();
    }

    public static WindowDefinition[] All { get; } =
    [
        .. from key in new[] { "card", "shop" }
           from length in new[] { TimeSpan.FromSeconds(500), TimeSpan.FromDays(100) }
           from aggregate in new[] { WindowAggregate.Count, WindowAggregate.Sum, WindowAggregate.Maximum, WindowAggregate.Distinct, WindowAggregate.Ratio, WindowAggregate.SinceFirst }
           select new WindowDefinition
           {
               Name = $"{key}_{aggregate}_{length.TotalSeconds}",
               Keys = [key],
               Aggregate = aggregate,
               Value = aggregate is WindowAggregate.Sum or WindowAggregate.Maximum or WindowAggregate.Distinct ? "number" : null,
               Where = aggregate == WindowAggregate.Ratio ? ":number: > 500" : null,
               Window = length,
           },
    ];

    /// <summary>Bucketed windows that reach over everything a test records, by buckets of two days.</summary>
    public static WindowDefinition[] Bucketed { get; } =
    [
        .. All.Where(static window => window.Window > TimeSpan.FromDays(1) && window.Aggregate != WindowAggregate.Distinct)
            .Select(static window => window with { Name = window.Name + "_bucketed", Buckets = 50 }),
    ];

    /// <summary>Bucketed windows whose buckets come and go.</summary>
    public static WindowDefinition[] Sliding { get; } =
    [
        .. All.Where(static window => window.Window < TimeSpan.FromDays(1) && window.Aggregate != WindowAggregate.Distinct)
            .SelectMany(static window => new[] { 7, 50 }.Select(buckets => window with { Name = $"{window.Name}_{buckets}", Buckets = buckets, Lag = TimeSpan.FromSeconds(buckets == 7 ? 30 : 0) })),
    ];

    /// <summary>Distinct values by bucket: few enough to be counted exactly, and so many that sketches take over.</summary>
    public static WindowDefinition[] Distinct { get; } =
    [
        .. from key in new[] { "card", "shop" }
           from values in new[] { 4_096, 8 }
           select new WindowDefinition
           {
               Name = $"{key}_distinct_{values}",
               Keys = [key],
               Aggregate = WindowAggregate.Distinct,
               Value = "number",
               Window = TimeSpan.FromSeconds(2_000),
               Buckets = 40,
               ExactDistinctValues = values,
           },
    ];

    /// <summary>Windows over a label that is recorded by an event's number.</summary>
    public static WindowDefinition[] OverLabel { get; } =
    [
        .. from key in new[] { "card", "shop" }
           from length in new[] { TimeSpan.FromSeconds(500), TimeSpan.FromDays(100) }
           from aggregate in new[] { WindowAggregate.Count, WindowAggregate.Sum, WindowAggregate.Maximum }
           select new WindowDefinition
           {
               Name = $"{key}_{aggregate}_labelled_{length.TotalSeconds}",
               Keys = [key],
               Aggregate = aggregate,
               Value = aggregate == WindowAggregate.Sum ? "labelled" : aggregate == WindowAggregate.Maximum ? "number" : null,
               Where = aggregate == WindowAggregate.Count ? ":labelled: = 1 and :number: > 500" : aggregate == WindowAggregate.Maximum ? ":labelled: = 1" : null,
               Window = length,
           },
    ];

    public static VelocityOptions OptionsWithLabel { get; } = new() { Clock = null, Stripes = 2, EventIdAttribute = "number", Labels = ["labelled"] };

    public WindowDefinition[] Windows { get; }

    public VelocityStore Store { get; }

    public bool LastWasComplete { get; private set; }

    /// <summary>The event of a number: the same in every process.</summary>
    public static (long Seconds, int Card, int Shop) EventOf(long number)
    {
        ulong mixed = (ulong)number * 0x9E3779B97F4A7C15;
        mixed ^= mixed >> 29;
        return (1_750_000_000 + number, (int)(mixed % 23), (int)((mixed >> 20) % 7));
    }

    public void Record(long number)
    {
        Fill(number);
        _reader.ReadAndRecord(_row);
    }

    /// <summary>The windows at the time of a number, by the keys given.</summary>
    public double[] Read(long atNumber, int card, int shop)
    {
        Fill(atNumber);
        _row.SetNumber(1, card);
        _row.SetNumber(2, shop);
        LastWasComplete = _reader.Read(_row);
        return [.. _positions.Select(_row.GetNumber)];
    }

    /// <summary>A window computed from the numbers of a key's events, those that have the label where it looks at one.</summary>
    public static double Expected(WindowDefinition window, IEnumerable<long> numbers, long atNumber)
    {
        long width = window.Buckets is { } buckets ? (long)window.Window.TotalSeconds / buckets : 1;
        long origin = EventOf(0).Seconds;
        long start = ((origin + atNumber - (long)window.Window.TotalSeconds + 1) / width * width) - 1 - origin;
        double[] inside = [.. numbers.Where(number => number > start && number <= atNumber).Select(static number => (double)number)];
        return window.Aggregate switch
        {
            WindowAggregate.Count => window.Where is null ? inside.Length : inside.Count(static number => number > 500),
            WindowAggregate.Distinct => inside.Length,
            WindowAggregate.Sum => window.Value == "labelled" ? inside.Length : inside.Sum(),
            WindowAggregate.Maximum => inside.Length == 0 ? double.NaN : inside.Max(),
            WindowAggregate.Ratio => inside.Length == 0 ? double.NaN : inside.Count(static number => number > 500) / (double)inside.Length,
            _ => inside.Length == 0 ? double.NaN : atNumber - inside[0],
        };
    }

    private void Fill(long number)
    {
        (long seconds, int card, int shop) = EventOf(number);
        _row.Clear();
        _row.SetTimestamp(0, DateTimeOffset.FromUnixTimeSeconds(seconds));
        _row.SetNumber(1, card);
        _row.SetNumber(2, shop);
        _row.SetNumber(3, number);
    }
}
