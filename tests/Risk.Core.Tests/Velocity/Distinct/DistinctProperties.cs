using System.Globalization;
using Risk.Events;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity.Distinct;

/// <summary>Distinct values by bucket against a twin that keeps every event: exact over whole buckets while they are few, within the sketch's error beyond.</summary>
public sealed class DistinctProperties
{
    private const long Microseconds = 1_000_000;

    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Token),
        new AttributeDefinition("device", AttributeKind.Token),
        new AttributeDefinition("amount", AttributeKind.Number),
    ]);

    [Theory]
    [InlineData(1, 0, 10)]
    [InlineData(2, 0, 40)]
    [InlineData(3, 30, 10)]
    [InlineData(4, 200, 40)]
    [InlineData(5, 1000, 90)]
    public void Few_values_are_counted_exactly_over_whole_buckets(int seed, int lateSeconds, int devices)
    {
        var random = new Random(seed);
        WindowDefinition[] windows = RandomWindows(random, exact: 100);
        var store = new Store(windows, lateSeconds);
        var past = new List<Payment>();
        long now = (random.Next(2) == 0 ? 1_750_000_000 : -3_000) * Microseconds;
        for (int i = 0; i < 800; i++)
        {
            now += random.Next(3) == 0 ? 0 : random.Next(20) * Microseconds / random.Next(1, 4);
            Payment current = RandomPayment(random, devices, now - (random.Next(4) == 0 ? random.Next(lateSeconds + 1) * Microseconds : 0));
            bool record = random.Next(10) != 0;
            double[] values = store.Process(current, record);
            for (int w = 0; w < windows.Length; w++)
            {
                double expected = Expected(windows[w], past, current);
                Assert.True(expected.Equals(values[w]), $"event {i}, {windows[w]}: expected {expected:R}, got {values[w]:R}");
            }

            if (record)
            {
                past.Add(current);
            }
        }

        Assert.Equal(0, store.Velocity.Statistics.SketchedKeys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Many_values_are_counted_within_the_error_whatever_the_order(int seed)
    {
        var random = new Random(seed);
        WindowDefinition[] windows = [.. RandomWindows(random, exact: 20)];
        Payment[] payments = [.. Enumerable.Range(0, 3_000).Select(i => RandomPayment(random, 5_000, (1_750_000_000 * Microseconds) + (i * 100_000L)))];
        Payment[] other = [.. payments];
        random.Shuffle(other);
        var inOrder = new Store(windows);
        var shuffled = new Store(windows);
        Array.ForEach(payments, payment => inOrder.Process(payment, record: true));
        Array.ForEach(other, payment => shuffled.Process(payment, record: true));
        int compared = 0;
        for (int i = 0; i < 60; i++)
        {
            Payment probe = RandomPayment(random, 5_000, payments[^1].Time + (i * 5 * Microseconds));
            double[] values = inOrder.Process(probe, record: false);
            double[] ofShuffled = shuffled.Process(probe, record: false);
            for (int w = 0; w < windows.Length; w++)
            {
                double expected = Expected(windows[w], [.. payments], probe);
                AssertNear(expected, values[w]);

                // Where a key is exact in one order and sketched in the other, both are right.
                AssertNear(expected, ofShuffled[w]);
                compared += expected > 100 ? 1 : 0;
            }
        }

        Assert.True(compared > 100);
        Assert.True(inOrder.Velocity.Statistics.SketchedKeys > 0);
        Assert.True(shuffled.Velocity.Statistics.SketchedKeys > 0);
    }

    private static void AssertNear(double expected, double actual)
    {
        Assert.Equal(double.IsNaN(expected), double.IsNaN(actual));
        if (!double.IsNaN(expected))
        {
            Assert.InRange(actual, Math.Floor(expected * 0.88) - 1, Math.Ceiling(expected * 1.12) + 1);
        }
    }

    [Fact]
    public void A_key_that_grew_quiet_is_counted_exactly_again()
    {
        WindowDefinition window = Window() with { Window = TimeSpan.FromSeconds(100), Buckets = 10, ExactDistinctValues = 16 };
        var store = new Store([window]);
        long time = 1_750_000_000 * Microseconds;
        for (int i = 0; i < 1_000; i++)
        {
            store.Process(new Payment(time + (i * Microseconds / 10), "c", $"d{i}", 1), record: true);
        }

        Assert.Equal(1, store.Velocity.Statistics.SketchedKeys);
        time += 10_000 * Microseconds;
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(i, store.Process(new Payment(time + (i * Microseconds), "c", $"d{i}", 1), record: true)[0]);
        }

        Assert.Equal(1, store.Velocity.Statistics.SketchedKeys);
    }

    internal static WindowDefinition Window() => new()
    {
        Name = "devices",
        Keys = ["card"],
        Aggregate = WindowAggregate.Distinct,
        Value = "device",
        Window = TimeSpan.FromHours(1),
        ExactDistinctValues = 256,
    };

    private static double Expected(WindowDefinition window, List<Payment> past, Payment current)
    {
        if (current.Card.Length == 0)
        {
            return double.NaN;
        }

        int buckets = window.Buckets ?? 60;
        long length = (long)window.Window.TotalMicroseconds;
        long width = (length + buckets - 1) / buckets;
        long lag = (long)window.Lag.TotalMicroseconds;
        long last = lag == 0 ? Floor(current.Time, width) : Floor(current.Time - lag + 1, width) - 1;
        long first = lag == 0 ? Floor(current.Time - length + 1, width) : last - ((length + width - 1) / width) + 1;
        double limit = window.Where is { } where ? double.Parse(where[(where.IndexOf('>') + 1)..], CultureInfo.InvariantCulture) : double.NegativeInfinity;
        IEnumerable<Payment> inside = past.Where(payment => payment.Card == current.Card && Floor(payment.Time, width) >= first && Floor(payment.Time, width) <= last);
        if (window.IncludeCurrent && lag == 0)
        {
            inside = inside.Append(current);
        }

        return inside.Where(payment => payment.Device.Length > 0 && (window.Where is null || payment.Amount > limit)).Select(payment => payment.Device).Distinct().Count();
    }

    private static long Floor(long time, long width) => (long)decimal.Floor((decimal)time / width);

    private static WindowDefinition[] RandomWindows(Random random, int exact)
    {
        int?[] buckets = [1, 7, 24, null, 60];
        return
        [
            .. Enumerable.Range(0, 12).Select(i => Window() with
            {
                Name = $"w{i}",
                Window = random.Next(3) == 0 ? TimeSpan.FromSeconds(150) : TimeSpan.FromMilliseconds(random.Next(200_000, 400_000)),
                Lag = TimeSpan.FromMilliseconds(random.Next(3) == 0 ? random.Next(1, 100_000) : 0),
                IncludeCurrent = random.Next(2) == 0,
                Where = random.Next(3) == 0 ? $":amount: > {random.Next(500)}" : null,
                Buckets = buckets[random.Next(buckets.Length)],
                ExactDistinctValues = exact,
            }),
        ];
    }

    private static Payment RandomPayment(Random random, int devices, long time) => new(
        time, random.Next(30) == 0 ? "" : $"c{random.Next(3)}", random.Next(10) == 0 ? "" : $"d{random.Next(devices)}", random.Next(10) == 0 ? double.NaN : random.Next(500));

    private sealed record Payment(long Time, string Card, string Device, double Amount);

    private sealed class Store
    {
        private readonly IWindowReader _reader;
        private readonly AttributeRow _row;
        private readonly int[] _positions;

        public Store(WindowDefinition[] windows, int lateness = 600)
        {
            Velocity = new VelocityStore(new VelocityOptions { Clock = null, Stripes = 2, AllowedLateness = TimeSpan.FromSeconds(lateness) });
            var layout = new AttributeLayoutBuilder(Schema);
            _reader = Velocity.Compile(windows, layout);
            _positions = [.. windows.Select(window => layout.IndexOf(window.Name))];
            _row = layout.Build().CreateRow();
        }

        public VelocityStore Velocity { get; }

        public double[] Process(Payment payment, bool record)
        {
            _row.Clear();
            _row.SetTimestamp(0, DateTimeOffset.UnixEpoch.AddMicroseconds(payment.Time));
            _row.SetText(1, payment.Card);
            _row.SetText(2, payment.Device);
            _row.SetNumber(3, payment.Amount);
            Assert.True(record ? _reader.ReadAndRecord(_row) : _reader.Read(_row));
            return [.. _positions.Select(_row.GetNumber)];
        }
    }
}
