using System.Text;
using Risk.Events;
using Risk.TestKit;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity.Buckets;

public sealed class BucketStoreTests
{
    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Token),
        new AttributeDefinition("amount", AttributeKind.Number),
        new AttributeDefinition("fraud", AttributeKind.Number),
    ]);

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly WindowDefinition[] Windows =
    [
        Window("count", WindowAggregate.Count), Window("sum", WindowAggregate.Sum), Window("most", WindowAggregate.Maximum), Window("large", WindowAggregate.Ratio) with { Where = ":amount: > 50" },
    ];

    [Fact]
    public void A_million_events_of_a_key_take_no_more_memory_than_its_buckets()
    {
        var windows = new Reader(Windows, new VelocityOptions { Clock = null, Stripes = 1 });
        windows.Record("a", Start, 1);
        for (int i = 0; i < 200_000; i++)
        {
            windows.Record("a", Start.AddSeconds(i / 10.0), 1);
        }

        long atFirst = windows.Store.Statistics.MemoryBytes;
        for (int i = 0; i < 800_000; i++)
        {
            windows.Record("a", Start.AddSeconds(20_000 + (i / 10.0)), 1);
        }

        Assert.Equal(atFirst, windows.Store.Statistics.MemoryBytes);
        Assert.Equal(0, windows.Store.Statistics.DroppedEvents);
        WindowMemory memory = Assert.Single(windows.Store.Statistics.Memory);
        Assert.Equal(60, memory.BucketSeconds);
        Assert.InRange(memory.LargestKeyBytes, memory.SmallestKeyBytes + 1, 8 * 1024);
        Assert.InRange(atFirst, memory.LargestKeyBytes, 1 << 20);
    }

    [Fact]
    public void A_flood_of_keys_stays_within_the_budget_and_is_counted()
    {
        const long Budget = 8 << 20;
        const int Keys = 200_000;
        var windows = new Reader(Windows, new VelocityOptions { MemoryBudgetBytes = Budget, Stripes = 4, Clock = null });
        for (int i = 0; i < Keys; i++)
        {
            windows.Record($"key-{i}", Start.AddMilliseconds(i), 1);
        }

        VelocityStatistics statistics = windows.Store.Statistics;
        Assert.InRange(statistics.MemoryBytes, 1, Budget * 2);
        Assert.True(statistics.EvictedKeys > 0);
        Assert.Equal(Keys, statistics.KeyCount + statistics.EvictedKeys);
        Assert.False(windows.LastWasComplete);
    }

    [Fact]
    public void Where_memory_is_full_a_key_loses_its_oldest_bucket_and_says_so()
    {
        var windows = new Reader(Windows, new VelocityOptions { MemoryBudgetBytes = 1 << 20, Stripes = 1, Clock = null });
        for (int bucket = 0; bucket < 60; bucket++)
        {
            for (int key = 0; key < 2_000; key++)
            {
                windows.Record($"k{key}", Start.AddMinutes(bucket), 1);
            }
        }

        Assert.True(windows.Store.Statistics.DroppedEvents + windows.Store.Statistics.EvictedKeys > 0);
        Assert.False(windows.LastWasComplete);
    }

    [Fact]
    public void Recording_in_steady_state_allocates_nothing()
    {
        var windows = new Reader(Windows, new VelocityOptions { Clock = null });
        string[] cards = [.. Enumerable.Range(0, 16).Select(i => $"c{i}")];
        int next = 0;
        for (; next < 100_000; next++)
        {
            windows.Record(cards[next & 15], Start.AddSeconds(next), 1);
        }

        AllocationAssert.None(() =>
        {
            windows.Record(cards[next & 15], Start.AddSeconds(next), 1);
            windows.Record(cards[next & 15], Start.AddSeconds(next++ - 200), 1);
        });
    }

    [Fact]
    public void Threads_lose_no_event()
    {
        var store = new VelocityStore(new VelocityOptions { Clock = null });
        Parallel.For(0, 8, _ =>
        {
            var reader = new Reader(Windows, store);
            for (int i = 0; i < 2_000; i++)
            {
                reader.Record("shared", Start.AddSeconds(i), 1);
            }
        });

        Assert.Equal(16_000, new Reader(Windows, store).Read("shared", Start.AddSeconds(2_000))[0]);
    }

    [Fact]
    public void A_label_that_arrives_later_moves_its_event()
    {
        WindowDefinition[] windows =
        [
            Window("count", WindowAggregate.Count), Window("frauds", WindowAggregate.Sum) with { Value = "fraud" }, Window("share", WindowAggregate.Ratio) with { Where = ":fraud: = 1" },
            Window("loss", WindowAggregate.Sum) with { Where = ":fraud: = 1" }, Window("worst", WindowAggregate.Maximum) with { Where = ":fraud: = 1" },
            Window("unknown", WindowAggregate.Count) with { Where = "is_missing(:fraud:)" },
        ];
        using var folder = new Durability.TemporaryFolder();
        var store = new Reader(windows, new VelocityOptions { Clock = null });
        var never = new Reader(windows, new VelocityOptions { Clock = null });
        using (VelocityPersistence persistence = VelocityPersistence.Open(store.Store, Durability.VelocityPersistenceTests.OptionsOf(folder)))
        {
            for (int i = 0; i < 100; i++)
            {
                store.Record("a", Start.AddSeconds(i * 5), i);
                never.Record("a", Start.AddSeconds(i * 5), i);
            }

            OutcomeRecorder outcomes = store.Store.CreateOutcomeRecorder(Schema, "fraud");
            AttributeRow row = outcomes.CreateRow();
            foreach (int i in new[] { 7, 93, 40, 41 })
            {
                Fill(row, "a", Start.AddSeconds(i * 5), i);
                row.SetNumber(3, i == 41 ? 0 : 1);
                Assert.Equal(1, outcomes.Record(row));
            }

            Fill(row, "a", Start.AddDays(1), 1);
            Assert.Equal(0, outcomes.Record(row));
            Fill(row, "b", Start, 1);
            Assert.Equal(0, outcomes.Record(row));
            Assert.Equal(2, store.Store.Statistics.OutcomesWithoutEvent);
            Assert.Equal([100, 3, 0.03, 140, 93, 96], store.Read("a", Start.AddMinutes(10)));
            Assert.Equal([100, 0, 0, 0, double.NaN, 100], never.Read("a", Start.AddMinutes(10)));
            Assert.Equal([88, 2, 2.0 / 88, 133, 93, 85], store.Read("a", Start.AddMinutes(61)));
        }

        var after = new Reader(windows, new VelocityOptions { Clock = null });
        using VelocityPersistence restored = VelocityPersistence.Open(after.Store, Durability.VelocityPersistenceTests.OptionsOf(folder));
        Assert.Equal([100, 3, 0.03, 140, 93, 96], after.Read("a", Start.AddMinutes(10)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void Wrong_numbers_of_buckets_are_told(int buckets)
    {
        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => new VelocityStore().Compile([Windows[0] with { Buckets = buckets }], new AttributeLayoutBuilder(Schema)));

        Assert.Equal("RW013", exception.Diagnostics.Single().Code);
    }

    [Fact]
    public void Buckets_beyond_what_a_key_may_have_are_told_with_the_way_out()
    {
        WindowDefinition window = Windows[0] with { Window = TimeSpan.FromSeconds(1), Buckets = 1_000 };
        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => new VelocityStore().Compile([window], new AttributeLayoutBuilder(Schema)));

        Assert.Contains("601002 buckets", exception.Message, StringComparison.Ordinal);
        new VelocityStore(new VelocityOptions { AllowedLateness = TimeSpan.FromSeconds(30) }).Compile([window], new AttributeLayoutBuilder(Schema));
    }

    [Fact]
    public void A_file_names_buckets_and_tells_wrong_ones_with_their_lines()
    {
        const string Text =
            """
            {"time":"time","windows":[
              {"name":"a","key":"card","aggregate":"count","window":"1h","buckets":60},
              {"name":"b","key":"card","aggregate":"count","window":"1h","buckets":2.5},
              {"name":"c","key":"card","aggregate":"count","window":"1h",
               "exact_distinct_values":6}]}
            """;
        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => WindowsFile.Parse(Encoding.UTF8.GetBytes(Text), "w.json"));

        Assert.Equal([(3, 62), (5, 4)], exception.Diagnostics.Select(static problem => (problem.Line, problem.Column)));
        Assert.Equal(60, WindowsFile.Parse(Encoding.UTF8.GetBytes(string.Concat(Text.AsSpan(0, Text.IndexOf(",\n  {\"name\":\"b\"", StringComparison.Ordinal)), "]}"))).Windows[0].Buckets);
    }

    private static WindowDefinition Window(string name, WindowAggregate aggregate) => new()
    {
        Name = name,
        Keys = ["card"],
        Aggregate = aggregate,
        Value = aggregate is WindowAggregate.Sum or WindowAggregate.Maximum ? "amount" : null,
        Window = TimeSpan.FromHours(1),
        Buckets = 60,
    };

    private static void Fill(AttributeRow row, string card, DateTimeOffset time, double amount)
    {
        row.Clear();
        row.SetTimestamp(0, time);
        row.SetText(1, card);
        row.SetNumber(2, amount);
    }

    private sealed class Reader
    {
        private readonly IWindowReader _reader;
        private readonly AttributeRow _row;
        private readonly int[] _positions;

        public Reader(WindowDefinition[] windows, VelocityOptions options)
            : this(windows, new VelocityStore(options))
        {
        }

        public Reader(WindowDefinition[] windows, VelocityStore store)
        {
            Store = store;
            var layout = new AttributeLayoutBuilder(Schema);
            _reader = store.Compile(windows, layout);
            _positions = [.. windows.Select(window => layout.IndexOf(window.Name))];
            _row = layout.Build().CreateRow();
        }

        public VelocityStore Store { get; }

        public bool LastWasComplete { get; private set; }

        public void Record(string card, DateTimeOffset time, double amount)
        {
            Fill(_row, card, time, amount);
            LastWasComplete = _reader.ReadAndRecord(_row);
        }

        public double[] Read(string card, DateTimeOffset time)
        {
            Fill(_row, card, time, 0);
            LastWasComplete = _reader.Read(_row);
            return [.. _positions.Select(_row.GetNumber)];
        }
    }
}
