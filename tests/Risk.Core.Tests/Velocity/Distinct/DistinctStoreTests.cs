using System.Text;
using Risk.Core.Tests.Velocity.Durability;
using Risk.Events;
using Risk.TestKit;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity.Distinct;

public sealed class DistinctStoreTests
{
    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Token),
        new AttributeDefinition("device", AttributeKind.Number),
        new AttributeDefinition("fraud", AttributeKind.Number),
    ]);

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_million_values_of_a_key_take_bounded_memory_and_are_counted()
    {
        const int Values = 1_000_000;
        var windows = new Reader(DistinctProperties.Window(), new VelocityOptions { Clock = null, Stripes = 1 });
        for (int i = 0; i < Values; i++)
        {
            windows.Record("a", Start.AddMilliseconds(i * 3.5), i);
        }

        VelocityStatistics statistics = windows.Store.Statistics;
        Assert.Equal((1, 1, 0), (statistics.KeyCount, statistics.SketchedKeys, statistics.DroppedEvents));
        WindowMemory memory = Assert.Single(statistics.Memory);
        Assert.InRange(memory.LargestKeyBytes, memory.SmallestKeyBytes + 1, 160 * 1024);
        Assert.InRange(statistics.MemoryBytes, memory.LargestKeyBytes, 2 << 20);
        Assert.InRange(windows.Read("a", Start.AddMilliseconds(Values * 3.5)), Values * 0.92, Values * 1.08);
        Assert.Equal(0, windows.Read("a", Start.AddDays(1)));
    }

    [Fact]
    public void A_flood_of_keys_stays_within_the_budget_and_is_counted()
    {
        const long Budget = 8 << 20;
        const int Keys = 200_000;
        var windows = new Reader(DistinctProperties.Window(), new VelocityOptions { MemoryBudgetBytes = Budget, Stripes = 4, Clock = null });
        for (int i = 0; i < Keys; i++)
        {
            windows.Record($"key-{i}", Start.AddMilliseconds(i), i);
        }

        VelocityStatistics statistics = windows.Store.Statistics;
        Assert.InRange(statistics.MemoryBytes, 1, Budget * 2);
        Assert.True(statistics.EvictedKeys > 0);
        Assert.Equal(Keys, statistics.KeyCount + statistics.EvictedKeys);
        Assert.False(windows.LastWasComplete);
    }

    [Fact]
    public void Many_keys_of_many_values_stay_within_the_budget_and_say_what_they_lost()
    {
        const long Budget = 4 << 20;
        var windows = new Reader(DistinctProperties.Window(), new VelocityOptions { MemoryBudgetBytes = Budget, Stripes = 1, Clock = null });
        for (int i = 0; i < 200_000; i++)
        {
            windows.Record($"k{i % 40}", Start.AddMilliseconds(i * 10), i);
        }

        Assert.InRange(windows.Store.Statistics.MemoryBytes, 1, Budget * 2);
        Assert.True(windows.Store.Statistics.DroppedEvents > 0);
        Assert.False(windows.LastWasComplete);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(2_000)]
    public void Recording_in_steady_state_allocates_nothing(int values)
    {
        var windows = new Reader(DistinctProperties.Window() with { Window = TimeSpan.FromMinutes(10), Buckets = 10 }, new VelocityOptions { Clock = null });
        int next = 0;
        for (; next < 100_000; next++)
        {
            windows.Record("a", Start.AddMilliseconds(next * 50), next % values);
        }

        AllocationAssert.None(() => windows.Record("a", Start.AddMilliseconds(next++ * 50), next % values));
    }

    [Theory]
    [InlineData(1, 1_700)]
    [InlineData(8, 1_700)]
    [InlineData(2, -1)]
    public void Values_and_sketches_are_there_again(int stripes, int snapshotAt)
    {
        using var folder = new TemporaryFolder();
        var before = new DurableWindows(DurableWindows.Distinct);
        VelocityPersistenceTests.Fill(before, folder, 3_000, snapshotAt);
        Assert.True(before.Store.Statistics.SketchedKeys > 0);

        var after = new DurableWindows(DurableWindows.Distinct, new VelocityOptions { Clock = null, Stripes = stripes });
        using VelocityPersistence restored = VelocityPersistence.Open(after.Store, VelocityPersistenceTests.OptionsOf(folder));

        Assert.Empty(restored.Restored.Diagnostics);
        for (int number = 3_000; number < 5_500; number += 60)
        {
            VelocityPersistenceTests.AssertSame(before, after, number);
            before.Record(number);
            after.Record(number);
        }
    }

    [Fact]
    public void Another_number_of_exact_values_starts_anew_and_says_so()
    {
        using var folder = new TemporaryFolder();
        WindowDefinition[] windows = [.. DurableWindows.Distinct.Where(static window => window.Keys[0] == "card" && window.ExactDistinctValues > 8)];
        VelocityPersistenceTests.Fill(new DurableWindows(windows), folder, 100, snapshotAt: 99);

        var after = new DurableWindows([windows[0] with { ExactDistinctValues = 100 }]);
        using VelocityPersistence restored = VelocityPersistence.Open(after.Store, VelocityPersistenceTests.OptionsOf(folder));

        Assert.Equal(["RW023"], restored.Restored.Diagnostics.Select(static problem => problem.Code));
    }

    [Fact]
    public void A_longer_window_over_the_same_buckets_keeps_what_is_there()
    {
        WindowDefinition hour = DistinctProperties.Window();
        var store = new VelocityStore(new VelocityOptions { Clock = null });
        var first = new Reader(hour, store);
        for (int i = 0; i < 600; i++)
        {
            first.Record(i < 100 ? "few" : "many", Start.AddSeconds(i), i);
        }

        double many = first.Read("many", Start.AddSeconds(600));
        var second = new Reader(hour with { Window = TimeSpan.FromHours(4), Buckets = 240 }, store);
        Assert.Equal(100, second.Read("few", Start.AddSeconds(600)));
        Assert.Equal(many, second.Read("many", Start.AddSeconds(600)));
        Assert.False(second.LastWasComplete);
    }

    [Fact]
    public void A_label_that_arrives_later_adds_its_value()
    {
        var windows = new Reader(DistinctProperties.Window() with { Where = ":fraud: = 1" }, new VelocityOptions { Clock = null });
        for (int i = 0; i < 10; i++)
        {
            windows.Record("a", Start.AddSeconds(i), i / 2);
        }

        OutcomeRecorder outcomes = windows.Store.CreateOutcomeRecorder(Schema, "fraud");
        AttributeRow row = outcomes.CreateRow();
        foreach (int i in new[] { 2, 3, 7 })
        {
            row.Clear();
            row.SetTimestamp(0, Start.AddSeconds(i));
            row.SetText(1, "a");
            row.SetNumber(2, i / 2);
            row.SetNumber(3, 1);
            Assert.Equal(1, outcomes.Record(row));
        }

        Assert.Equal(2, windows.Read("a", Start.AddMinutes(1)));
    }

    [Theory]
    [InlineData(0, WindowAggregate.Distinct)]
    [InlineData(16_385, WindowAggregate.Distinct)]
    [InlineData(100, WindowAggregate.Count)]
    public void Wrong_numbers_of_exact_values_are_told(int values, WindowAggregate aggregate)
    {
        WindowDefinition window = DistinctProperties.Window() with { ExactDistinctValues = values, Aggregate = aggregate };
        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => new VelocityStore().Compile([window], new AttributeLayoutBuilder(Schema)));

        Assert.Equal("RW014", exception.Diagnostics.Single().Code);
    }

    [Fact]
    public void A_file_names_exact_values() => Assert.Equal(
        300,
        WindowsFile.Parse(Encoding.UTF8.GetBytes(
            """{"time":"t","windows":[{"name":"n","key":"card","aggregate":"distinct","value":"device","window":"1h","exact_distinct_values":300}]}""")).Windows[0].ExactDistinctValues);

    private sealed class Reader
    {
        private readonly IWindowReader _reader;
        private readonly AttributeRow _row;
        private readonly int _position;

        public Reader(WindowDefinition window, VelocityOptions options)
            : this(window, new VelocityStore(options))
        {
        }

        public Reader(WindowDefinition window, VelocityStore store)
        {
            Store = store;
            var layout = new AttributeLayoutBuilder(Schema);
            _reader = store.Compile([window], layout);
            _position = layout.IndexOf(window.Name);
            _row = layout.Build().CreateRow();
        }

        public VelocityStore Store { get; }

        public bool LastWasComplete { get; private set; }

        public void Record(string card, DateTimeOffset time, double device)
        {
            Fill(card, time, device);
            LastWasComplete = _reader.ReadAndRecord(_row);
        }

        public double Read(string card, DateTimeOffset time)
        {
            Fill(card, time, 0);
            LastWasComplete = _reader.Read(_row);
            return _row.GetNumber(_position);
        }

        private void Fill(string card, DateTimeOffset time, double device)
        {
            _row.Clear();
            _row.SetTimestamp(0, time);
            _row.SetText(1, card);
            _row.SetNumber(2, device);
        }
    }
}
