using Risk.Events;
using Risk.TestKit;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity;

public sealed class VelocityStoreTests
{
    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Token),
        new AttributeDefinition("amount", AttributeKind.Number),
    ]);

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_event_of_the_far_future_expires_nobodys_history()
    {
        var clock = new FixedClock(Start.AddHours(1));
        var windows = new Windows(new VelocityOptions { Clock = clock });
        windows.Record("a", Start, 1);

        windows.Record("a", Start.AddYears(50), 1);

        Assert.Equal(1, windows.Read("a", Start.AddMinutes(30)));
        Assert.Equal(1, windows.Store.Statistics.FutureEvents);
    }

    [Fact]
    public void Missing_keys_and_times_are_missing_and_counted()
    {
        var windows = new Windows(new VelocityOptions());

        Assert.True(double.IsNaN(windows.Record("", Start, 1)));
        Assert.True(double.IsNaN(windows.Record(null, Start, 1)));
        Assert.True(double.IsNaN(windows.Record("a", null, 1)));
        Assert.Equal((2, 1, 0), (windows.Store.Statistics.EventsWithoutKey, windows.Store.Statistics.EventsWithoutTime, windows.Store.Statistics.KeyCount));
    }

    [Fact]
    public void A_flood_of_keys_stays_within_the_budget_and_is_counted()
    {
        const long Budget = 8 << 20;
        var windows = new Windows(new VelocityOptions { MemoryBudgetBytes = Budget, Stripes = 4, Clock = null });
        for (int i = 0; i < 300_000; i++)
        {
            windows.Record($"key-{i}", Start.AddMilliseconds(i), 1);
        }

        VelocityStatistics statistics = windows.Store.Statistics;
        Assert.InRange(statistics.MemoryBytes, 1, Budget * 2);
        Assert.True(statistics.EvictedKeys > 0);
        Assert.Equal(300_000, statistics.KeyCount + statistics.EvictedKeys);
        Assert.False(windows.LastWasComplete);
    }

    [Fact]
    public void A_key_with_too_many_events_loses_the_oldest_and_says_so()
    {
        var windows = new Windows(new VelocityOptions { MaximumEventsPerKey = 64, Clock = null });
        for (int i = 0; i < 200; i++)
        {
            windows.Record("a", Start.AddSeconds(i), 1);
        }

        Assert.Equal(64, windows.Read("a", Start.AddSeconds(200)));
        Assert.False(windows.LastWasComplete);
        Assert.Equal(136, windows.Store.Statistics.DroppedEvents);
        Assert.Equal(0, windows.Read("a", Start.AddHours(3)));
        Assert.True(windows.LastWasComplete);
    }

    [Fact]
    public void Recording_in_steady_state_allocates_nothing()
    {
        var windows = new Windows(new VelocityOptions { Clock = null });
        int next = 0;
        string[] cards = [.. Enumerable.Range(0, 16).Select(i => $"c{i}")];
        for (; next < 200_000; next++)
        {
            windows.Record(cards[next & 15], Start.AddSeconds(next), 1);
        }

        AllocationAssert.None(() => windows.Record(cards[next & 15], Start.AddSeconds(next++), 1));
    }

    [Fact]
    public void Threads_lose_no_event()
    {
        var store = new VelocityStore(new VelocityOptions { Clock = null });
        Parallel.For(0, 8, thread =>
        {
            var windows = new Windows(store);
            for (int i = 0; i < 2_000; i++)
            {
                windows.Record("shared", Start.AddSeconds(i / 2_000.0), 1);
            }
        });

        Assert.Equal(16_000, new Windows(store).Read("shared", Start.AddMinutes(1)));
    }

    [Fact]
    public void All_problems_of_windows_are_told_together()
    {
        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => new VelocityStore().Compile(
            [
                Count() with { Keys = ["crad"] },
                Count() with { Name = "b", Window = TimeSpan.FromDays(1_000) },
                Count() with { Name = "c", Aggregate = WindowAggregate.Sum },
                Count() with { Name = "d", Where = ":amuont: > 1" },
                Count() with { Name = "e", Aggregate = WindowAggregate.Ratio },
            ],
            new AttributeLayoutBuilder(Schema)));

        Assert.Equal(["RW007", "RW003", "RW004", "RR050", "RW006"], exception.Diagnostics.Select(problem => problem.Code));
        Assert.Contains("did you mean 'card'?", exception.Message, StringComparison.Ordinal);
    }

    private static WindowDefinition Count() => new() { Name = "n", Keys = ["card"], Aggregate = WindowAggregate.Count, Window = TimeSpan.FromHours(1) };

    private sealed class Windows
    {
        private readonly IWindowReader _reader;
        private readonly AttributeRow _row;
        private readonly int _position;

        public Windows(VelocityOptions options)
            : this(new VelocityStore(options))
        {
        }

        public Windows(VelocityStore store)
        {
            Store = store;
            var layout = new AttributeLayoutBuilder(Schema);
            _reader = store.Compile([Count()], layout);
            _position = layout.IndexOf("n");
            _row = layout.Build().CreateRow();
        }

        public VelocityStore Store { get; }

        public bool LastWasComplete { get; private set; }

        public double Record(string? card, DateTimeOffset? time, double amount)
        {
            Fill(card, time, amount);
            LastWasComplete = _reader.ReadAndRecord(_row);
            return _row.GetNumber(_position);
        }

        public double Read(string card, DateTimeOffset time)
        {
            Fill(card, time, 0);
            LastWasComplete = _reader.Read(_row);
            return _row.GetNumber(_position);
        }

        private void Fill(string? card, DateTimeOffset? time, double amount)
        {
            _row.Clear();
            if (time is { } known)
            {
                _row.SetTimestamp(0, known);
            }

            _row.SetText(1, card);
            _row.SetNumber(2, amount);
        }
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
