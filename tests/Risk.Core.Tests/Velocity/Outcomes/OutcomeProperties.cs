using Risk.Core.Tests.Velocity.Durability;
using Risk.Events;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity;

/// <summary>A store that learns labels late against one that knew them from the start, and windows without the label against a store that never learns any.</summary>
public sealed class OutcomeProperties
{
    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Token),
        new AttributeDefinition("shop", AttributeKind.Token),
        new AttributeDefinition("amount", AttributeKind.Number),
        new AttributeDefinition("fraud", AttributeKind.Number),
    ]);

    private static readonly WindowDefinition[] Windows =
    [
        .. from key in new[] { "card", "shop" }
           from lag in new[] { 0, 50 }
           from window in new[]
           {
               Window("count", WindowAggregate.Count, null, null), Window("sum", WindowAggregate.Sum, "amount", null), Window("devices", WindowAggregate.Distinct, "amount", null),
               Window("frauds", WindowAggregate.Sum, "fraud", null), Window("share", WindowAggregate.Ratio, null, ":fraud: = 1"),
               Window("large", WindowAggregate.Maximum, "amount", ":fraud: = 1 and :amount: > 50"),
           }
           select window with { Name = $"{key}_{window.Name}_{lag}", Keys = [key], Lag = TimeSpan.FromSeconds(lag) },
    ];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Late_labels_give_what_labels_known_at_once_give_and_change_nothing_else(int seed, bool restart)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        var late = new Store();
        VelocityPersistence? persistence = restart ? VelocityPersistence.Open(late.Velocity, VelocityPersistenceTests.OptionsOf(folder)) : null;
        var never = new Store();
        Payment[] payments = [.. Enumerable.Range(0, 400).Select(i => new Payment(1_750_000_000 + (i / 2), $"c{random.Next(4)}", $"s{random.Next(3)}", 1 + (i % 100), random.Next(4) == 0 ? 1 : 0))];
        var unlabelled = new List<int>();
        for (int i = 0; i < payments.Length; i++)
        {
            late.Record(payments[i] with { Fraud = double.NaN });
            never.Record(payments[i] with { Fraud = double.NaN });
            unlabelled.Add(i);
            while (unlabelled.Count > 20)
            {
                int place = random.Next(unlabelled.Count);
                Assert.Equal(2, late.Label(payments[unlabelled[place]]));
                Assert.Equal(0, late.Label(payments[unlabelled[place]]));
                unlabelled.RemoveAt(place);
            }

            if (restart && i == 200)
            {
                persistence!.Snapshot();
            }
        }

        if (restart)
        {
            persistence!.Dispose();
            late = new Store();
            persistence = VelocityPersistence.Open(late.Velocity, VelocityPersistenceTests.OptionsOf(folder));
        }

        var known = new Store();
        for (int i = 0; i < payments.Length; i++)
        {
            known.Record(unlabelled.Contains(i) ? payments[i] with { Fraud = double.NaN } : payments[i]);
        }

        for (int i = 0; i < 40; i++)
        {
            var probe = new Payment(payments[^1].Time + (i * 3), $"c{i % 4}", $"s{i % 3}", 1, double.NaN);
            double[] expected = known.Read(probe);
            double[] actual = late.Read(probe);
            double[] unchanged = never.Read(probe);
            for (int w = 0; w < Windows.Length; w++)
            {
                Assert.True(expected[w].Equals(actual[w]), $"{Windows[w].Name}: expected {expected[w]}, got {actual[w]}");
                bool isOfLabel = Windows[w].Value == "fraud" || Windows[w].Where is not null;
                Assert.True(isOfLabel || unchanged[w].Equals(actual[w]), Windows[w].Name);
            }
        }

        persistence?.Dispose();
    }

    [Fact]
    public void An_outcome_without_its_event_changes_nothing_and_is_counted()
    {
        var store = new Store();
        store.Record(new Payment(1_750_000_000, "c", "s", 5, double.NaN));

        Assert.Equal(0, store.Label(new Payment(1_750_000_001, "c", "s", 5, 1)));
        Assert.Equal(0, store.Label(new Payment(1_750_000_000, "other", "other", 5, 1)));
        Assert.Equal(0, store.Label(new Payment(1_750_000_000, "c", "s", 6, 1)));
        Assert.Equal(6, store.Velocity.Statistics.OutcomesWithoutEvent);
        Assert.Equal(2, store.Label(new Payment(1_750_000_000, "c", "s", 5, 1)));
    }

    [Fact]
    public void A_label_that_no_window_looks_at_is_refused() =>
        Assert.Throws<ArgumentException>(() => new VelocityStore().CreateOutcomeRecorder(Schema, "fraud"));

    private static WindowDefinition Window(string name, WindowAggregate aggregate, string? value, string? where) => new()
    {
        Name = name,
        Keys = [],
        Aggregate = aggregate,
        Value = value,
        Where = where,
        Window = TimeSpan.FromSeconds(90),
    };

    private sealed record Payment(long Time, string Card, string Shop, double Amount, double Fraud);

    private sealed class Store
    {
        private readonly IWindowReader _reader;
        private readonly AttributeRow _row;
        private readonly int[] _positions;
        private readonly OutcomeRecorder _outcomes;
        private readonly AttributeRow _outcome;

        public Store()
        {
            var layout = new AttributeLayoutBuilder(Schema);
            _reader = Velocity.Compile(Windows, layout);
            _positions = [.. Windows.Select(window => layout.IndexOf(window.Name))];
            _row = layout.Build().CreateRow();
            _outcomes = Velocity.CreateOutcomeRecorder(Schema, "fraud");
            _outcome = _outcomes.CreateRow();
        }

        public VelocityStore Velocity { get; } = new(new VelocityOptions { Clock = null });

        public void Record(Payment payment)
        {
            Fill(_row, payment);
            _reader.ReadAndRecord(_row);
        }

        public double[] Read(Payment payment)
        {
            Fill(_row, payment);
            _reader.Read(_row);
            return [.. _positions.Select(_row.GetNumber)];
        }

        public int Label(Payment payment)
        {
            Fill(_outcome, payment);
            return _outcomes.Record(_outcome);
        }

        private static void Fill(AttributeRow row, Payment payment)
        {
            row.Clear();
            row.SetTimestamp(0, DateTimeOffset.FromUnixTimeSeconds(payment.Time));
            row.SetText(1, payment.Card);
            row.SetText(2, payment.Shop);
            row.SetNumber(3, payment.Amount);
            row.SetNumber(4, payment.Fraud);
        }
    }
}
