using System.Diagnostics;
using Risk.Events;
using Risk.Velocity;
using Xunit.Abstractions;

namespace Risk.Postgres.Tests;

/// <summary>The shared store on a real server, against a twin that keeps every event in a list.</summary>
public sealed class PostgresWindowTests(PostgresServer server, ITestOutputHelper output) : IClassFixture<PostgresServer>
{
    private const int Buckets = 10;

    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Token),
        new AttributeDefinition("shop", AttributeKind.Number),
        new AttributeDefinition("amount", AttributeKind.Number),
    ]);

    private static readonly WindowDefinition[] Windows =
    [
        .. Enum.GetValues<WindowAggregate>().SelectMany(static aggregate => new[] { (20, 0, false), (300, 0, true), (100, 30, false) }, static (aggregate, shape) => new WindowDefinition
        {
            Name = $"{aggregate}_{shape.Item1}",
            Keys = shape.Item1 == 20 ? ["card", "shop"] : ["card"],
            Aggregate = aggregate,
            Value = aggregate is WindowAggregate.Count or WindowAggregate.Ratio or WindowAggregate.SinceFirst or WindowAggregate.SinceLast ? null : "amount",
            Window = TimeSpan.FromSeconds(shape.Item1),
            Lag = TimeSpan.FromSeconds(aggregate == WindowAggregate.Distinct ? 0 : shape.Item2),
            IncludeCurrent = shape.Item3,
            Where = aggregate == WindowAggregate.Ratio || shape.Item1 == 300 ? ":amount: > 40" : null,
        }),
    ];

    [PostgresFact]
    public void Every_window_equals_one_computed_from_scratch_and_keeps_its_bound()
    {
        using PostgresWindowStore store = NewStore();
        var reader = new Reader(store, Windows);
        var random = new Random(7);
        var past = new List<Payment>();
        long now = 1_750_000_000;
        for (int i = 0; i < 400; i++)
        {
            now += random.Next(12);
            var payment = new Payment(now, random.Next(20) == 0 ? "" : $"c-{random.Next(3)}", random.Next(2), random.Next(10) == 0 ? double.NaN : random.Next(1, 100));
            bool record = random.Next(5) != 0;
            double[] values = record ? reader.ReadAndRecord(payment) : reader.Read(payment);
            Assert.True(reader.LastWasAnswered, store.LastFailure?.ToString());
            for (int w = 0; w < Windows.Length; w++)
            {
                double expected = Expected(Windows[w], past, payment, Bucketed(Windows[w], payment.Time));
                Assert.True(expected.Equals(values[w]), $"event {i}, {Windows[w].Name}: expected {expected:R}, got {values[w]:R}");
                if (Windows[w].Aggregate == WindowAggregate.Count && Windows[w].Lag == TimeSpan.Zero && payment.Card.Length > 0)
                {
                    double length = Windows[w].Window.TotalSeconds;
                    Assert.InRange(
                        values[w],
                        Expected(Windows[w], past, payment, (payment.Time - length, payment.Time)),
                        Expected(Windows[w], past, payment, (payment.Time - (length * (Buckets + 1) / Buckets), payment.Time)));
                }
            }

            if (record)
            {
                past.Add(payment);
            }
        }

        Assert.Equal(0, store.Failures);
        Assert.Equal(0, store.DeleteExpired(DateTimeOffset.FromUnixTimeSeconds(1_750_000_000)));
        Assert.True(store.DeleteExpired(DateTimeOffset.FromUnixTimeSeconds(now + 10_000)) > 0);
        Assert.All(reader.Read(new Payment(now, "c-1", 1, double.NaN)).Take(2), static value => Assert.Equal(0, value));
    }

    [PostgresFact]
    public void Several_machines_lose_no_event_and_do_not_wait_for_each_other_for_ever()
    {
        const int Machines = 6;
        const int EventsEach = 150;
        PostgresWindowStore[] stores = [.. Enumerable.Range(0, Machines).Select(_ => NewStore())];
        Parallel.For(0, Machines, new ParallelOptions { MaxDegreeOfParallelism = Machines }, machine =>
        {
            var reader = new Reader(stores[machine], Windows);
            for (int i = 0; i < EventsEach; i++)
            {
                reader.ReadAndRecord(new Payment(1_760_000_000, $"m{(i + machine) % 4}", i % 2, 50));
            }
        });

        Assert.All(stores, static store => Assert.True(store.Failures == 0, store.LastFailure?.ToString()));
        var check = new Reader(stores[0], [Windows[0] with { Keys = ["card"], Window = TimeSpan.FromSeconds(300), Where = ":amount: > 40" }]);
        Assert.Equal(Machines * EventsEach, Enumerable.Range(0, 4).Sum(card => check.Read(new Payment(1_760_000_001, $"m{card}", 0, 50))[0]));
        Array.ForEach(stores, static store => store.Dispose());
    }

    [PostgresFact]
    public void An_event_costs_one_round_trip()
    {
        using PostgresWindowStore store = NewStore();
        var reader = new Reader(store, [.. Windows.Where(static window => window.Aggregate is WindowAggregate.Count or WindowAggregate.Sum).Take(8)]);
        const int Warm = 200;
        const int Measured = 1_000;
        long start = 0;
        for (int i = 0; i < Warm + Measured; i++)
        {
            start = i == Warm ? Stopwatch.GetTimestamp() : start;
            reader.ReadAndRecord(new Payment(1_770_000_000 + i, $"k{i % 500}", i % 3, i));
        }

        output.WriteLine(FormattableString.Invariant($"{Stopwatch.GetElapsedTime(start).TotalMilliseconds / Measured:F2} ms an event over a local socket, six windows read and recorded"));
        Assert.Equal(0, store.Failures);
    }

    [Fact]
    public void A_server_that_is_not_there_leaves_windows_missing_and_is_counted()
    {
        using var store = new PostgresWindowStore(new PostgresWindowOptions { ConnectionString = "Host=/nowhere;Username=nobody;Timeout=1", Clock = null });
        var reader = new Reader(store, Windows);

        Assert.All(reader.ReadAndRecord(new Payment(1_750_000_000, "c", 1, 1)), static value => Assert.True(double.IsNaN(value)));
        Assert.False(reader.LastWasAnswered);
        Assert.Equal(1, store.Failures);
        Assert.NotNull(store.LastFailure);
    }

    [Fact]
    public void Distinct_with_a_lag_is_refused()
    {
        using var store = new PostgresWindowStore(new PostgresWindowOptions { ConnectionString = "Host=/nowhere" });
        WindowDefinition lagged = Windows[0] with { Aggregate = WindowAggregate.Distinct, Value = "amount", Lag = TimeSpan.FromDays(1) };

        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => store.Compile([lagged], new AttributeLayoutBuilder(Schema)));

        Assert.Equal("RW030", exception.Diagnostics.Single().Code);
    }

    [Fact]
    public void Buckets_with_a_lag_are_refused()
    {
        using var store = new PostgresWindowStore(new PostgresWindowOptions { ConnectionString = "Host=/nowhere" });
        WindowDefinition lagged = Windows[0] with { Aggregate = WindowAggregate.Count, Buckets = 5, Lag = TimeSpan.FromDays(1) };

        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => store.Compile([lagged], new AttributeLayoutBuilder(Schema)));

        Assert.Equal("RW031", exception.Diagnostics.Single().Code);
        store.Compile([lagged with { Lag = TimeSpan.Zero }], new AttributeLayoutBuilder(Schema));
    }

    private PostgresWindowStore NewStore()
    {
        var store = new PostgresWindowStore(new PostgresWindowOptions { ConnectionString = server.ConnectionString, Buckets = Buckets, Clock = null, TimeoutSeconds = 60 });
        lock (server)
        {
            store.CreateTables();
        }

        return store;
    }

    // The time a window really covers: whole buckets.
    private static (double After, double Until) Bucketed(WindowDefinition window, long time)
    {
        if (window.Aggregate == WindowAggregate.Distinct)
        {
            return (time - window.Window.TotalSeconds, double.PositiveInfinity);
        }

        decimal width = (decimal)window.Window.TotalSeconds / Buckets;
        decimal end = time - (decimal)window.Lag.TotalSeconds;
        decimal first = decimal.Floor((end - (decimal)window.Window.TotalSeconds + 0.000001m) / width) * width;
        decimal last = (decimal.Floor(end / width) + 1) * width;
        return ((double)(first - 0.000001m), (double)(last - 0.000001m));
    }

    private static double Expected(WindowDefinition window, List<Payment> past, Payment current, (double After, double Until) span)
    {
        string Key(Payment payment) => payment.Card.Length == 0 ? "" : window.Keys.Count == 1 ? payment.Card : $"{payment.Card}|{payment.Shop}";
        if (current.Card.Length == 0)
        {
            return double.NaN;
        }

        List<Payment> inside = [.. past.Where(payment => Key(payment) == Key(current) && payment.Time > span.After && payment.Time <= span.Until)];
        if (window.IncludeCurrent && window.Lag == TimeSpan.Zero)
        {
            inside.Add(current);
        }

        int all = inside.Count;
        inside = [.. inside.Where(payment => window.Where is null || payment.Amount > 40)];
        double[] amounts = [.. inside.Select(static payment => payment.Amount).Where(static amount => !double.IsNaN(amount))];
        return window.Aggregate switch
        {
            WindowAggregate.Count => inside.Count,
            WindowAggregate.Sum => amounts.Sum(),
            WindowAggregate.Average => amounts.Length == 0 ? double.NaN : amounts.Sum() / amounts.Length,
            WindowAggregate.Minimum => amounts.Length == 0 ? double.NaN : amounts.Min(),
            WindowAggregate.Maximum => amounts.Length == 0 ? double.NaN : amounts.Max(),
            WindowAggregate.Distinct => amounts.Distinct().Count(),
            WindowAggregate.Ratio => all == 0 ? double.NaN : (double)inside.Count / all,
            WindowAggregate.SinceFirst => inside.Count == 0 ? double.NaN : Math.Max(0, current.Time - inside.Min(static payment => payment.Time)),
            _ => inside.Count == 0 ? double.NaN : Math.Max(0, current.Time - inside.Max(static payment => payment.Time)),
        };
    }

    private sealed record Payment(long Time, string Card, int Shop, double Amount);

    private sealed class Reader
    {
        private readonly IWindowReader _reader;
        private readonly AttributeRow _row;
        private readonly int[] _positions;

        public Reader(PostgresWindowStore store, WindowDefinition[] windows)
        {
            var layout = new AttributeLayoutBuilder(Schema);
            _reader = store.Compile(windows, layout);
            _positions = [.. windows.Select(window => layout.IndexOf(window.Name))];
            _row = layout.Build().CreateRow();
        }

        public bool LastWasAnswered { get; private set; }

        public double[] ReadAndRecord(Payment payment)
        {
            Fill(payment);
            LastWasAnswered = _reader.ReadAndRecord(_row);
            return [.. _positions.Select(_row.GetNumber)];
        }

        public double[] Read(Payment payment)
        {
            Fill(payment);
            LastWasAnswered = _reader.Read(_row);
            return [.. _positions.Select(_row.GetNumber)];
        }

        private void Fill(Payment payment)
        {
            _row.Clear();
            _row.SetTimestamp(0, DateTimeOffset.FromUnixTimeSeconds(payment.Time));
            _row.SetText(1, payment.Card);
            _row.SetNumber(2, payment.Shop);
            _row.SetNumber(3, payment.Amount);
        }
    }
}
