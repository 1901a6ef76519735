using System.Globalization;
using Risk.Events;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity.Buckets;

/// <summary>
/// Bucketed windows against a twin that keeps every event: each answer is the exact one of the whole buckets that the window touches, and so lies between the exact
/// answers of the window and of one that is longer by the width of a bucket.
/// </summary>
public sealed class BucketProperties
{
    private const long Microseconds = 1_000_000;

    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Token),
        new AttributeDefinition("shop", AttributeKind.Number),
        new AttributeDefinition("amount", AttributeKind.Number),
    ]);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 3)]
    [InlineData(5, 40)]
    [InlineData(6, 40)]
    [InlineData(7, 200)]
    [InlineData(8, 1000)]
    public void Every_window_equals_one_computed_from_whole_buckets(int seed, int lateSeconds)
    {
        var random = new Random(seed);
        WindowDefinition[] windows = RandomWindows(random);
        var store = new Store(windows, 4);
        var past = new List<Payment>();
        var clocks = new Dictionary<string, long>();
        long now = (random.Next(2) == 0 ? 1_750_000_000 : -3_000) * Microseconds;
        for (int i = 0; i < 600; i++)
        {
            now += random.Next(3) == 0 ? 0 : random.Next(20) * Microseconds / random.Next(1, 4);
            Payment current = RandomPayment(random, now - (random.Next(4) == 0 ? random.Next(lateSeconds + 1) * Microseconds : 0));
            bool record = random.Next(10) != 0;
            double[] values = store.Process(current, record);
            for (int w = 0; w < windows.Length; w++)
            {
                double expected = OfBuckets(windows[w], past, current);
                Assert.True(expected.Equals(values[w]), $"event {i}, {windows[w]}: expected {expected:R}, got {values[w]:R}");
                string key = string.Join('|', windows[w].Keys) + Key(windows[w], current);
                if (Key(windows[w], current).Length > 0 && current.Time >= clocks.GetValueOrDefault(key, long.MinValue))
                {
                    AssertWithinBound(windows[w], past, current, values[w]);
                    clocks[key] = current.Time;
                }
            }

            if (record)
            {
                past.Add(current);
            }
        }

        Assert.Equal(lateSeconds > 0, store.Velocity.Statistics.LateEvents > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_order_of_arrival_makes_no_difference(int seed)
    {
        var random = new Random(seed);
        WindowDefinition[] windows = RandomWindows(random);
        Payment[] payments = [.. Enumerable.Range(0, 400).Select(i => RandomPayment(random, (1_750_000_000 + (i * 3)) * Microseconds))];
        var inOrder = new Store(windows, 1);
        var shuffled = new Store(windows, 1);
        Array.ForEach(payments, payment => inOrder.Process(payment, record: true));
        Payment[] other = [.. payments];
        random.Shuffle(other);
        Array.ForEach(other, payment => shuffled.Process(payment, record: true));
        for (int i = 0; i < 40; i++)
        {
            Payment probe = RandomPayment(random, payments[^1].Time + (i * 7 * Microseconds));
            Assert.Equal(inOrder.Process(probe, record: false), shuffled.Process(probe, record: false));
        }
    }

    [Fact]
    public void A_window_that_shares_its_buckets_and_keeps_no_more_covers_the_history_that_is_there()
    {
        var random = new Random(5);
        WindowDefinition day = Window("day", WindowAggregate.Sum) with { Window = TimeSpan.FromHours(24), Buckets = 24 };
        WindowDefinition half = Window("half", WindowAggregate.Average) with { Window = TimeSpan.FromHours(12), Buckets = 12 };
        WindowDefinition most = Window("most", WindowAggregate.Maximum) with { Window = TimeSpan.FromHours(12), Buckets = 12 };
        var velocity = new VelocityStore(new VelocityOptions { Clock = null });
        var first = new Store([day], velocity);
        var past = new List<Payment>();
        long now = 1_750_000_000 * Microseconds;
        for (int i = 0; i < 300; i++)
        {
            past.Add(RandomPayment(random, now += random.Next(600) * Microseconds) with { Card = "c" });
            first.Process(past[^1], record: true);
        }

        var second = new Store([half], velocity);
        Payment probe = past[^1];
        Assert.Equal(OfBuckets(half, past, probe), second.Process(probe, record: false)[0]);
        Assert.True(second.LastWasComplete);

        var third = new Store([most, half], velocity);
        Assert.Equal(OfBuckets(half, past, probe), third.Process(probe, record: false)[1]);
        Assert.False(third.LastWasComplete);
        third.Process(probe with { Time = probe.Time + (15 * 3600 * Microseconds) }, record: false);
        Assert.False(third.LastWasComplete);
        third.Process(probe with { Time = probe.Time + (27 * 3600 * Microseconds) }, record: false);
        Assert.True(third.LastWasComplete);
    }

    [Fact]
    public void An_event_far_ahead_is_read_beside_and_moves_nothing()
    {
        WindowDefinition[] windows = [Window("n", WindowAggregate.Count) with { Window = TimeSpan.FromHours(1), Buckets = 6 }];
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000);
        var store = new Store(windows, new VelocityStore(new VelocityOptions { Clock = new FixedClock(now) }));
        var payment = new Payment(1_750_000_000 * Microseconds, "c", 1, 1);
        store.Process(payment, record: true);
        store.Process(payment with { Time = payment.Time + (1_000L * 86_400 * Microseconds) }, record: true);

        Assert.Equal(1, store.Process(payment with { Time = payment.Time + Microseconds }, record: false)[0]);
        Assert.Equal(1, store.Velocity.Statistics.FutureEvents);
    }

    private static WindowDefinition Window(string name, WindowAggregate aggregate) => new()
    {
        Name = name,
        Keys = ["card"],
        Aggregate = aggregate,
        Value = "amount",
        Window = TimeSpan.FromDays(1),
    };

    // The exact answer over the whole buckets that a window touches; with a lag, over those that are over by its end, as many as the window has.
    private static double OfBuckets(WindowDefinition window, List<Payment> past, Payment current)
    {
        long width = Width(window);
        long lag = (long)window.Lag.TotalMicroseconds;
        long length = (long)window.Window.TotalMicroseconds;
        long end = current.Time - lag;
        long last = lag == 0 ? Floor(end, width) : Floor(end + 1, width) - 1;
        long first = lag == 0 ? Floor(end - length + 1, width) : last - ((length + width - 1) / width) + 1;
        return Exact(window, past, current, payment => Floor(payment.Time, width) >= first && Floor(payment.Time, width) <= last);
    }

    private static void AssertWithinBound(WindowDefinition window, List<Payment> past, Payment current, double value)
    {
        long width = Width(window);
        if (window.Aggregate is WindowAggregate.Count or WindowAggregate.Maximum or WindowAggregate.SinceFirst && window.Lag == TimeSpan.Zero)
        {
            long length = (long)window.Window.TotalMicroseconds;
            double shortest = Exact(window, past, current, payment => payment.Time > current.Time - length && payment.Time <= current.Time);
            double longest = Exact(window, past, current, payment => payment.Time > current.Time - length - width && payment.Time <= current.Time);
            Assert.True(double.IsNaN(shortest) || value >= shortest, $"{window}: {value:R} is less than {shortest:R}");
            Assert.True(double.IsNaN(value) || value <= longest, $"{window}: {value:R} is more than {longest:R}");
        }
    }

    private static long Width(WindowDefinition window) => ((long)window.Window.TotalMicroseconds + window.Buckets!.Value - 1) / window.Buckets.Value;

    private static long Floor(long time, long width) => (long)decimal.Floor((decimal)time / width);

    private static double Exact(WindowDefinition window, List<Payment> past, Payment current, Predicate<Payment> covers)
    {
        string key = Key(window, current);
        if (key.Length == 0)
        {
            return double.NaN;
        }

        List<Payment> inside = [.. past.Where(payment => Key(window, payment) == key && covers(payment)).OrderBy(payment => payment.Time)];
        if (window.IncludeCurrent && window.Lag == TimeSpan.Zero)
        {
            inside.Add(current);
        }

        int all = inside.Count;
        double limit = window.Where is { } where ? double.Parse(where[(where.IndexOf('>') + 1)..], CultureInfo.InvariantCulture) : double.NegativeInfinity;
        inside = [.. inside.Where(payment => window.Where is null || payment.Amount > limit)];
        double[] amounts = [.. inside.Select(payment => payment.Amount).Where(amount => !double.IsNaN(amount))];
        double sum = amounts.Length == 0 ? 0 : (double)amounts.Aggregate(0m, (total, amount) => total + (decimal)amount);
        bool counted = window.IncludeCurrent && window.Lag == TimeSpan.Zero && (window.Where is null || current.Amount > limit);
        return window.Aggregate switch
        {
            WindowAggregate.Count => inside.Count,
            WindowAggregate.Sum => sum,
            WindowAggregate.Average => amounts.Length == 0 ? double.NaN : sum / amounts.Length,
            WindowAggregate.Minimum => amounts.Length == 0 ? double.NaN : amounts.Min(),
            WindowAggregate.Maximum => amounts.Length == 0 ? double.NaN : amounts.Max(),
            WindowAggregate.Ratio => all == 0 ? double.NaN : (double)inside.Count / all,
            WindowAggregate.SinceFirst => inside.Count == 0 ? double.NaN : Math.Max(0, (current.Time - inside.Min(payment => payment.Time)) / 1e6),
            _ => inside.Count == 0 ? double.NaN : counted ? 0 : Math.Max(0, (current.Time - inside.Max(payment => payment.Time)) / 1e6),
        };
    }

    private static string Key(WindowDefinition window, Payment payment)
    {
        string[] parts = [.. window.Keys.Select(key => key == "card" ? payment.Card : payment.Shop.ToString(CultureInfo.InvariantCulture))];
        return parts.Contains("") || parts.Contains("NaN") ? "" : string.Join('|', parts);
    }

    private static WindowDefinition[] RandomWindows(Random random)
    {
        WindowAggregate[] aggregates = [.. Enum.GetValues<WindowAggregate>().Where(aggregate => aggregate != WindowAggregate.Distinct)];
        int[] buckets = [1, 2, 7, 24, 60];
        return
        [
            .. Enumerable.Range(0, 32).Select(i =>
            {
                WindowAggregate aggregate = aggregates[i % aggregates.Length];
                return new WindowDefinition
                {
                    Name = $"w{i}",
                    Keys = (i % 3) switch { 0 => ["card"], 1 => ["shop"], _ => ["card", "shop"] },
                    Aggregate = aggregate,
                    Value = aggregate is WindowAggregate.Sum or WindowAggregate.Average or WindowAggregate.Minimum or WindowAggregate.Maximum ? "amount" : null,
                    Window = random.Next(3) == 0 ? TimeSpan.FromSeconds(60) : TimeSpan.FromMilliseconds(random.Next(1_000, 400_000)),
                    Lag = TimeSpan.FromMilliseconds(random.Next(3) == 0 ? random.Next(1, 100_000) : 0),
                    IncludeCurrent = random.Next(2) == 0,
                    Where = aggregate == WindowAggregate.Ratio || random.Next(3) == 0 ? $":amount: > {random.Next(500)}" : null,
                    Buckets = buckets[random.Next(buckets.Length)],
                };
            }),
        ];
    }

    private static Payment RandomPayment(Random random, long time) => new(
        time,
        random.Next(30) == 0 ? "" : $"c{random.Next(4)}",
        random.Next(30) == 0 ? double.NaN : random.Next(3),
        random.Next(10) == 0 ? double.NaN : random.Next(1, 2_000) / 4.0);

    private sealed record Payment(long Time, string Card, double Shop, double Amount);

    private sealed class Store
    {
        private readonly IWindowReader _reader;
        private readonly AttributeRow _row;
        private readonly int[] _positions;

        public Store(WindowDefinition[] windows, int stripes)
            : this(windows, new VelocityStore(new VelocityOptions { AllowedLateness = TimeSpan.FromHours(1), Clock = null, Stripes = stripes }))
        {
        }

        public Store(WindowDefinition[] windows, VelocityStore velocity)
        {
            Velocity = velocity;
            var layout = new AttributeLayoutBuilder(Schema);
            _reader = velocity.Compile(windows, layout);
            _positions = [.. windows.Select(window => layout.IndexOf(window.Name))];
            _row = layout.Build().CreateRow();
        }

        public VelocityStore Velocity { get; }

        public bool LastWasComplete { get; private set; }

        public double[] Process(Payment payment, bool record)
        {
            _row.Clear();
            _row.SetTimestamp(0, DateTimeOffset.UnixEpoch.AddMicroseconds(payment.Time));
            _row.SetText(1, payment.Card);
            _row.SetNumber(2, payment.Shop);
            _row.SetNumber(3, payment.Amount);
            LastWasComplete = record ? _reader.ReadAndRecord(_row) : _reader.Read(_row);
            return [.. _positions.Select(_row.GetNumber)];
        }
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
