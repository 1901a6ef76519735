using Risk.Events;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity;

/// <summary>Input that no honest service sends: each has a defined result, takes bounded memory, and is counted.</summary>
public sealed class BadInputTests
{
    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Token),
        new AttributeDefinition("amount", AttributeKind.Number),
    ]);

    private static readonly WindowDefinition[] Windows =
    [
        .. new[] { WindowAggregate.Count, WindowAggregate.Sum, WindowAggregate.Average, WindowAggregate.Minimum, WindowAggregate.Maximum, WindowAggregate.Distinct }.Select(
            static aggregate => new WindowDefinition
            {
                Name = aggregate.ToString(),
                Keys = ["card"],
                Aggregate = aggregate,
                Value = aggregate == WindowAggregate.Count ? null : "amount",
                Window = TimeSpan.FromHours(1),
            }),
    ];

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Time_that_goes_back_by_years_changes_no_window_of_now_and_is_counted()
    {
        var store = new Store(new VelocityOptions());
        for (int i = 0; i < 10; i++)
        {
            store.Record("a", Start.AddMinutes(i), 2);
        }

        double[] before = store.Read("a", Start.AddMinutes(10));
        Assert.Equal([0, 0, double.NaN, double.NaN, double.NaN, 0], store.Record("a", Start.AddYears(-9), 700));
        Assert.Equal([1, 700, 700, 700, 700, 1], store.Record("a", Start.AddYears(-9).AddMinutes(1), 700));
        Assert.Equal([10, 20, 2, 2, 2, 1], before);
        Assert.Equal(before, store.Read("a", Start.AddMinutes(10)));
        Assert.Equal(2, store.Statistics.LateEvents);
        Assert.Equal(0, store.Statistics.DroppedEvents);
    }

    [Fact]
    public void Old_events_on_a_full_key_leave_before_those_of_now()
    {
        var store = new Store(new VelocityOptions { MaximumEventsPerKey = 64 });
        for (int i = 0; i < 60; i++)
        {
            store.Record("a", Start.AddSeconds(i), 1);
        }

        for (int i = 0; i < 1_000; i++)
        {
            store.Record("a", Start.AddYears(-9).AddDays(i), 1);
        }

        Assert.Equal(60, store.Read("a", Start.AddSeconds(60))[0]);
        Assert.True(store.LastWasComplete);
        Assert.Equal(1_000, store.Statistics.LateEvents);
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(40, true)]
    public void A_time_of_the_far_future_expires_no_other_key_and_is_read_but_not_recorded_under_a_clock(int years, bool hasClock)
    {
        var store = new Store(new VelocityOptions { Clock = hasClock ? new FixedClock(Start.AddMinutes(5)) : null, Stripes = 1 });
        store.Record("a", Start, 1);
        store.Record("b", Start, 1);

        Assert.Equal(0, store.Record("a", Start.AddYears(years), 1)[0]);

        Assert.Equal(1, store.Read("a", Start.AddMinutes(6))[0]);
        Assert.Equal(1, store.Read("b", Start.AddMinutes(6))[0]);
        Assert.Equal(hasClock ? 0 : 1, store.Read("a", Start.AddYears(years))[0]);
        Assert.Equal(hasClock ? 1 : 0, store.Statistics.FutureEvents);
        Assert.Equal(0, store.Statistics.EvictedKeys + store.Statistics.DroppedEvents);
    }

    [Fact]
    public void What_was_dropped_by_events_ahead_of_their_time_is_told_to_those_who_still_reach_it()
    {
        var store = new Store(new VelocityOptions { Clock = null }, Windows[..1]);
        for (int minute = 0; minute < 60; minute += 10)
        {
            store.Record("a", Start.AddMinutes(minute), 1);
        }

        for (int i = 0; i < 20; i++)
        {
            store.Record("a", Start.AddMinutes(100 + i), 1);
        }

        // Those from 0 to 40 have left for whoever comes at 119, not for whoever comes at 59.
        Assert.Equal((20, true), ((int)store.Read("a", Start.AddMinutes(119.5))[0], store.LastWasComplete));
        Assert.True(store.Read("a", Start.AddMinutes(59))[0] < 6);
        Assert.False(store.LastWasComplete);
    }

    [Fact]
    public void A_time_of_the_far_future_evicts_nobody_unseen()
    {
        var store = new Store(new VelocityOptions { Clock = null, Stripes = 1, MemoryBudgetBytes = 1 << 20 }, Windows[..1]);
        int keys = 0;
        for (; store.Statistics.EvictedKeys == 0; keys++)
        {
            store.Record($"k{keys}", Start.AddMilliseconds(keys), 1);
        }

        store.Record("rogue", Start.AddYears(30), 1);
        store.Record("next", Start.AddMinutes(5), 1);

        Assert.Equal(keys + 2, store.Statistics.KeyCount + store.Statistics.EvictedKeys);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e300)]
    public void A_time_that_is_no_time_leaves_all_windows_missing_and_is_counted(double microseconds)
    {
        var store = new Store(new VelocityOptions());

        Assert.All(store.RecordAt("a", microseconds, 1), static value => Assert.True(double.IsNaN(value)));
        Assert.Equal((1L, 0L), (store.Statistics.EventsWithoutTime, store.Statistics.KeyCount));
    }

    [Theory]
    [InlineData(double.NaN, new[] { 3, 5.0, 2.5, 2, 3, 2 })]
    [InlineData(double.PositiveInfinity, new[] { 3, 7e19, 7e19 / 3, 2, double.PositiveInfinity, 3 })]
    [InlineData(double.NegativeInfinity, new[] { 3, -7e19, -7e19 / 3, double.NegativeInfinity, 3, 3 })]
    [InlineData(1e300, new[] { 3, 7e19, 7e19 / 3, 2, 1e300, 3 })]
    public void Amounts_beyond_reason_have_a_defined_share_and_leave_no_trace(double amount, double[] expected)
    {
        var store = new Store(new VelocityOptions { Clock = null });
        store.Record("a", Start, amount);
        store.Record("a", Start.AddMinutes(30), 2);
        store.Record("a", Start.AddMinutes(31), 3);

        Assert.Equal(expected, store.Read("a", Start.AddMinutes(40)));
        Assert.Equal([2, 5, 2.5, 2, 3, 2], store.Read("a", Start.AddMinutes(61)));
    }

    [Fact]
    public void A_sum_of_as_many_huge_amounts_as_a_key_holds_does_not_overflow()
    {
        var store = new Store(new VelocityOptions { Clock = null }, Windows[1..2]);
        for (int i = 0; i < 65_536; i++)
        {
            store.Record("a", Start.AddMilliseconds(i), double.MaxValue);
        }

        Assert.Equal(65_536 * 7e19, store.Read("a", Start.AddMinutes(2))[0]);
        Assert.Equal(0, store.Read("a", Start.AddHours(2))[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void An_empty_key_has_no_windows_and_no_history(string? key)
    {
        var store = new Store(new VelocityOptions());

        Assert.All(store.Record(key, Start, 1), static value => Assert.True(double.IsNaN(value)));
        Assert.Equal((1L, 0L), (store.Statistics.EventsWithoutKey, store.Statistics.KeyCount));
    }

    [Fact]
    public void A_million_distinct_values_under_one_key_are_bounded_and_counted()
    {
        const int Values = 1_000_000;
        var store = new Store(new VelocityOptions { Clock = null }, Windows[5..]);
        for (int i = 0; i < Values; i++)
        {
            store.Record("a", Start.AddMilliseconds(i), i);
        }

        Assert.Equal(65_536, store.Read("a", Start.AddMilliseconds(Values))[0]);
        Assert.False(store.LastWasComplete);
        Assert.Equal(Values - 65_536, store.Statistics.DroppedEvents);
        Assert.InRange(store.Statistics.MemoryBytes, 1, 16 << 20);
    }

    [Fact]
    public void A_flood_of_keys_evicts_none_that_is_seen_again_and_again()
    {
        const int Regulars = 100;
        var store = new Store(new VelocityOptions { Clock = null, MemoryBudgetBytes = 8 << 20, Stripes = 4 }, Windows[..1]);
        for (int i = 0; i < 200_000; i++)
        {
            store.Record($"attack-{i}", Start.AddMilliseconds(i * 10), 1);
            if (i % 20 == 0)
            {
                store.Record($"regular-{i / 20 % Regulars}", Start.AddMilliseconds(i * 10), 1);
            }
        }

        Assert.True(store.Statistics.EvictedKeys > 50_000);
        Assert.InRange(store.Statistics.MemoryBytes, 1, 10 << 20);
        long dropped = 0;
        for (int regular = 0; regular < Regulars; regular++)
        {
            // Every 20 s for 2,000 s. None was evicted; where a key's ring found no room to grow any more its oldest events were dropped, which is said.
            double count = store.Read($"regular-{regular}", Start.AddSeconds(2_000))[0];
            Assert.InRange(count, 32, 100);
            Assert.Equal(count == 100, store.LastWasComplete);
            dropped += 100 - (long)count;
        }

        Assert.Equal(store.Statistics.DroppedEvents, dropped);
    }

    private sealed class Store
    {
        private readonly VelocityStore _store;
        private readonly IWindowReader _reader;
        private readonly AttributeRow _row;
        private readonly int[] _positions;

        public Store(VelocityOptions options, WindowDefinition[]? windows = null)
        {
            _store = new VelocityStore(options);
            var layout = new AttributeLayoutBuilder(Schema);
            _reader = _store.Compile(windows ?? Windows, layout);
            _positions = [.. (windows ?? Windows).Select(window => layout.IndexOf(window.Name))];
            _row = layout.Build().CreateRow();
        }

        public VelocityStatistics Statistics => _store.Statistics;

        public bool LastWasComplete { get; private set; }

        public double[] Record(string? card, DateTimeOffset time, double amount) => RecordAt(card, (time - DateTimeOffset.UnixEpoch).TotalMicroseconds, amount);

        public double[] RecordAt(string? card, double microseconds, double amount)
        {
            Fill(card, microseconds, amount);
            LastWasComplete = _reader.ReadAndRecord(_row);
            return [.. _positions.Select(_row.GetNumber)];
        }

        public double[] Read(string card, DateTimeOffset time)
        {
            Fill(card, (time - DateTimeOffset.UnixEpoch).TotalMicroseconds, 0);
            LastWasComplete = _reader.Read(_row);
            return [.. _positions.Select(_row.GetNumber)];
        }

        private void Fill(string? card, double microseconds, double amount)
        {
            _row.Clear();
            _row.SetNumber(0, microseconds);
            _row.SetText(1, card);
            _row.SetNumber(2, amount);
        }
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
