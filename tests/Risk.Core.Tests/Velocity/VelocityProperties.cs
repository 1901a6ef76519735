using System.Globalization;
using Risk.Events;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity;

/// <summary>The store against a twin that keeps every event in a list and computes each window from scratch.</summary>
public sealed class VelocityProperties
{
    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Token),
        new AttributeDefinition("shop", AttributeKind.Number),
        new AttributeDefinition("amount", AttributeKind.Number),
        new AttributeDefinition("device", AttributeKind.Text),
    ]);

    // Without distinct counts late events move the frames of a key instead of computing them anew.
    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(2, 0, true)]
    [InlineData(3, 40, true)]
    [InlineData(4, 40, true)]
    [InlineData(5, 200, true)]
    [InlineData(6, 3, true)]
    [InlineData(7, 2, false)]
    [InlineData(8, 40, false)]
    [InlineData(9, 40, false)]
    [InlineData(10, 200, false)]
    [InlineData(11, 200, false)]
    [InlineData(12, 1000, false)]
    public void Every_window_equals_one_computed_from_scratch(int seed, int lateSeconds, bool hasDistinct)
    {
        var random = new Random(seed);
        WindowDefinition[] windows = [.. RandomWindows(random).Where(window => hasDistinct || window.Aggregate != WindowAggregate.Distinct)];
        var store = new VelocityStore(new VelocityOptions { AllowedLateness = TimeSpan.FromHours(1), Clock = null, Stripes = 4 });
        var layout = new AttributeLayoutBuilder(Schema);
        IWindowReader reader = store.Compile(windows, layout);
        int[] positions = [.. windows.Select(window => layout.IndexOf(window.Name))];
        AttributeRow row = layout.Build().CreateRow();
        var past = new List<Payment>();
        long now = 1_750_000_000;
        for (int i = 0; i < 500; i++)
        {
            now += random.Next(3) == 0 ? 0 : random.Next(20);
            Payment current = RandomPayment(random, now - (random.Next(4) == 0 ? random.Next(lateSeconds + 1) : 0));
            Fill(row, current);
            bool record = random.Next(10) != 0;
            Assert.True(record ? reader.ReadAndRecord(row) : reader.Read(row));
            for (int w = 0; w < windows.Length; w++)
            {
                double expected = Expected(windows[w], past, current);
                double actual = row.GetNumber(positions[w]);
                if (!expected.Equals(actual))
                {
                    Assert.Fail($"event {i}, {windows[w]}: expected {expected:R}, got {actual:R}");
                }
            }

            if (record)
            {
                past.Add(current);
            }
        }

        Assert.Equal(lateSeconds > 0, store.Statistics.LateEvents > 0);
    }

    [Theory]
    [InlineData(1, 16, 0)]
    [InlineData(2, 3, 20)]
    [InlineData(3, 1, 0)]
    [InlineData(4, 200, 5)]
    public void Distinct_values_of_a_busy_key_equal_those_counted_from_scratch(int seed, int values, int lateSeconds)
    {
        var random = new Random(seed);
        WindowDefinition[] windows =
        [
            .. new[] { 1, 5, 40, 300 }.Select(seconds => new WindowDefinition
            {
                Name = $"w{seconds}", Keys = ["card"], Aggregate = WindowAggregate.Distinct, Value = "device", Window = TimeSpan.FromSeconds(seconds),
            }),
        ];
        var layout = new AttributeLayoutBuilder(Schema);
        IWindowReader reader = new VelocityStore(new VelocityOptions { Clock = null, MaximumEventsPerKey = 1 << 12 }).Compile(windows, layout);
        AttributeRow row = layout.Build().CreateRow();
        var past = new List<Payment>();
        long now = 1_750_000_000;
        for (int i = 0; i < 1_000; i++)
        {
            now += random.Next(8) == 0 ? 1 : 0;
            var current = new Payment(now - (random.Next(10) == 0 ? random.Next(lateSeconds + 1) : 0), "c", 0, 1, $"D{random.Next(values)}");
            Fill(row, current);
            Assert.True(reader.ReadAndRecord(row));
            foreach (WindowDefinition window in windows)
            {
                double start = current.Time - window.Window.TotalSeconds;
                int expected = past.Where(payment => payment.Time > start && payment.Time <= current.Time).Select(payment => payment.Device).Distinct().Count();
                Assert.Equal(expected, row.GetNumber(layout.IndexOf(window.Name)));
            }

            past.Add(current);
        }
    }

    [Fact]
    public void A_window_added_later_covers_the_history_that_is_there()
    {
        var random = new Random(9);
        WindowDefinition[] windows = RandomWindows(random);
        var store = new VelocityStore(new VelocityOptions { Clock = null });
        var past = new List<Payment>();
        var firstLayout = new AttributeLayoutBuilder(Schema);
        IWindowReader first = store.Compile(windows[..4], firstLayout);
        AttributeRow firstRow = firstLayout.Build().CreateRow();
        long now = 1_750_000_000;
        for (int i = 0; i < 500; i++)
        {
            past.Add(RandomPayment(random, now += random.Next(3)));
            Fill(firstRow, past[^1]);
            first.ReadAndRecord(firstRow);
        }

        var layout = new AttributeLayoutBuilder(Schema);
        WindowDefinition[] counts = [.. windows.Where(window => window.Aggregate is WindowAggregate.Count && window.Keys.SequenceEqual(windows[0].Keys))];
        WindowDefinition added = windows[0] with { Name = "added", Aggregate = WindowAggregate.Count, Value = null, Window = TimeSpan.FromSeconds(37), Lag = TimeSpan.Zero };
        IWindowReader second = store.Compile([added, .. counts], layout);
        AttributeRow row = layout.Build().CreateRow();
        for (int i = 0; i < 500; i++)
        {
            Payment current = RandomPayment(random, now += random.Next(3));
            Fill(i % 2 == 0 ? row : firstRow, current);
            (i % 2 == 0 ? second : first).ReadAndRecord(i % 2 == 0 ? row : firstRow);
            if (i % 2 == 0)
            {
                Assert.Equal(Expected(added, past, current), row.GetNumber(layout.IndexOf("added")));
            }

            past.Add(current);
        }
    }

    private static double Expected(WindowDefinition window, List<Payment> past, Payment current)
    {
        string key = Key(window, current);
        if (key.Length == 0)
        {
            return double.NaN;
        }

        double end = current.Time - window.Lag.TotalSeconds;
        double start = end - window.Window.TotalSeconds;
        List<Payment> inside = [.. past.Where(payment => Key(window, payment) == key && payment.Time > start && payment.Time <= end).OrderBy(payment => payment.Time)];
        if (window.IncludeCurrent && window.Lag == TimeSpan.Zero)
        {
            inside.Add(current);
        }

        int all = inside.Count;
        double limit = window.Where is { } where ? double.Parse(where[(where.IndexOf('>') + 1)..], CultureInfo.InvariantCulture) : double.NegativeInfinity;
        inside = [.. inside.Where(payment => window.Where is null || payment.Amount > limit)];
        double[] amounts = [.. inside.Select(payment => payment.Amount).Where(amount => !double.IsNaN(amount))];
        double sum = amounts.Length == 0 ? 0 : (double)amounts.Aggregate(0m, (total, amount) => total + (decimal)amount);
        return window.Aggregate switch
        {
            WindowAggregate.Count => inside.Count,
            WindowAggregate.Sum => sum,
            WindowAggregate.Average => amounts.Length == 0 ? double.NaN : sum / amounts.Length,
            WindowAggregate.Minimum => amounts.Length == 0 ? double.NaN : amounts.Min(),
            WindowAggregate.Maximum => amounts.Length == 0 ? double.NaN : amounts.Max(),
            WindowAggregate.Distinct when window.Value == "device" =>
                inside.Select(payment => payment.Device.ToUpperInvariant()).Where(device => device.Length > 0).Distinct().Count(),
            WindowAggregate.Distinct => amounts.Distinct().Count(),
            WindowAggregate.Ratio => all == 0 ? double.NaN : (double)inside.Count / all,
            WindowAggregate.SinceFirst => inside.Count == 0 ? double.NaN : current.Time - inside[0].Time,
            WindowAggregate.SinceLast => inside.Count == 0 ? double.NaN : current.Time - inside[^1].Time,
            _ => throw new InvalidOperationException(),
        };
    }

    private static string Key(WindowDefinition window, Payment payment)
    {
        string[] parts = [.. window.Keys.Select(key => key == "card" ? payment.Card : payment.Shop.ToString(CultureInfo.InvariantCulture))];
        return parts.Contains("") || parts.Contains("NaN") ? "" : string.Join('|', parts);
    }

    private static WindowDefinition[] RandomWindows(Random random)
    {
        WindowAggregate[] aggregates = Enum.GetValues<WindowAggregate>();
        return
        [
            .. Enumerable.Range(0, 27).Select(i =>
            {
                WindowAggregate aggregate = aggregates[i % aggregates.Length];
                return new WindowDefinition
                {
                    Name = $"w{i}",
                    Keys = (i % 3) switch { 0 => ["card"], 1 => ["shop"], _ => ["card", "shop"] },
                    Aggregate = aggregate,
                    Value = aggregate switch
                    {
                        WindowAggregate.Distinct => random.Next(2) == 0 ? "device" : "amount",
                        WindowAggregate.Count or WindowAggregate.SinceFirst or WindowAggregate.SinceLast or WindowAggregate.Ratio => null,
                        _ => "amount",
                    },
                    Window = TimeSpan.FromSeconds(random.Next(1, 400)),
                    Lag = TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(1, 100) : 0),
                    IncludeCurrent = random.Next(2) == 0,
                    Where = aggregate == WindowAggregate.Ratio || random.Next(3) == 0 ? $":amount: > {random.Next(500)}" : null,
                };
            }),
        ];
    }

    private static Payment RandomPayment(Random random, long time) => new(
        time,
        random.Next(30) == 0 ? "" : $"c{random.Next(5)}",
        random.Next(30) == 0 ? double.NaN : random.Next(3),
        random.Next(10) == 0 ? double.NaN : random.Next(1, 2_000) / 4.0,
        random.Next(10) == 0 ? "" : random.Next(2) == 0 ? $"d{random.Next(6)}" : $"D{random.Next(6)}");

    private static void Fill(AttributeRow row, Payment payment)
    {
        row.Clear();
        row.SetTimestamp(0, DateTimeOffset.FromUnixTimeSeconds(payment.Time));
        row.SetText(1, payment.Card);
        row.SetNumber(2, payment.Shop);
        row.SetNumber(3, payment.Amount);
        row.SetText(4, payment.Device);
    }

    private sealed record Payment(long Time, string Card, double Shop, double Amount, string Device);
}
