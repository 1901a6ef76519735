using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity.Durability;

public sealed class VelocityPersistenceTests
{
    private const int Cards = 23;
    private const int Shops = 7;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_recorded_is_there_again(bool afterSnapshot)
    {
        using var folder = new TemporaryFolder();
        var before = new DurableWindows();
        using (VelocityPersistence persistence = VelocityPersistence.Open(before.Store, OptionsOf(folder)))
        {
            for (long number = 0; number < 3_000; number++)
            {
                before.Record(number);
                if (afterSnapshot && number == 1_700)
                {
                    VelocitySnapshotReport report = persistence.Snapshot();
                    Assert.Equal((Cards + Shops, 2 * 1_701), (report.Keys, report.Events));
                }
            }
        }

        var after = new DurableWindows();
        using VelocityPersistence restored = VelocityPersistence.Open(after.Store, OptionsOf(folder));

        Assert.Empty(restored.Restored.Diagnostics);
        Assert.True(restored.Restored.IsComplete);
        Assert.Equal(6_000, restored.Restored.Events + restored.Restored.Replayed);
        AssertSame(before, after, 3_000);
        after.Record(3_000);
        before.Record(3_000);
        AssertSame(before, after, 3_001);
    }

    [Theory]
    [InlineData(1, 1_700)]
    [InlineData(8, 1_700)]
    [InlineData(2, -1)]
    public void Buckets_are_there_again(int stripes, int snapshotAt)
    {
        using var folder = new TemporaryFolder();
        WindowDefinition[] windows = [.. DurableWindows.Bucketed, .. DurableWindows.Sliding];
        var before = new DurableWindows(windows);
        Fill(before, folder, 3_000, snapshotAt);

        var after = new DurableWindows([.. windows.Reverse()], new VelocityOptions { Clock = null, Stripes = stripes });
        using VelocityPersistence restored = VelocityPersistence.Open(after.Store, OptionsOf(folder));

        Assert.Empty(restored.Restored.Diagnostics);
        for (int number = 3_000; number < 3_300; number += 60)
        {
            for (int card = 0; card < Cards; card++)
            {
                Assert.Equal(before.Read(number, card, card % Shops), after.Read(number, card, card % Shops).Reverse());
                Assert.True(after.LastWasComplete);
            }

            before.Record(number);
            after.Record(number);
        }
    }

    [Fact]
    public void Buckets_that_keep_more_than_the_file_are_told_incomplete()
    {
        using var folder = new TemporaryFolder();
        var before = new DurableWindows([.. DurableWindows.Bucketed.Where(static window => window.Keys[0] == "card" && window.Aggregate == WindowAggregate.Count)]);
        Fill(before, folder, 1_000, snapshotAt: 999);

        var after = new DurableWindows([.. DurableWindows.Bucketed.Where(static window => window.Keys[0] == "card")]);
        using VelocityPersistence restored = VelocityPersistence.Open(after.Store, OptionsOf(folder));

        Assert.Equal(["RW023"], restored.Restored.Diagnostics.Select(static problem => problem.Code));
        Assert.Equal(before.Read(1_000, 3, 3)[0], after.Read(1_000, 3, 3)[Array.FindIndex(after.Windows, static window => window.Aggregate == WindowAggregate.Count)]);
        Assert.False(after.LastWasComplete);
    }

    [Fact]
    public void Files_of_the_first_version_are_read()
    {
        using var folder = new TemporaryFolder();
        var before = new DurableWindows();
        Fill(before, folder, 500, snapshotAt: 300);
        foreach (string path in folder.Files("*"))
        {
            FirstVersion.Rewrite(path);
        }

        var after = new DurableWindows();
        using VelocityPersistence restored = VelocityPersistence.Open(after.Store, OptionsOf(folder));

        Assert.Empty(restored.Restored.Diagnostics);
        AssertSame(before, after, 500);
    }

    [Fact]
    public void A_store_with_other_stripes_takes_over()
    {
        using var folder = new TemporaryFolder();
        var before = new DurableWindows();
        Fill(before, folder, 2_000, snapshotAt: 1_000);

        foreach (int stripes in new[] { 1, 8 })
        {
            var after = new DurableWindows(options: new VelocityOptions { Clock = null, Stripes = stripes });
            using VelocityPersistence restored = VelocityPersistence.Open(after.Store, OptionsOf(folder));
            AssertSame(before, after, 2_000);
        }
    }

    [Fact]
    public void Snapshots_are_consistent_while_threads_record()
    {
        using var folder = new TemporaryFolder();
        const int Threads = 2;
        const int EventsEach = 1_500;
        DurableWindows windows = new();
        using (VelocityPersistence persistence = VelocityPersistence.Open(windows.Store, OptionsOf(folder) with { FlushToDisk = false }))
        {
            Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
            {
                var reader = new DurableWindows(windows.Store);
                for (int i = 0; i < EventsEach; i++)
                {
                    reader.Record(((long)i * Threads) + thread);
                }
            }))];
            Array.ForEach(threads, static thread => thread.Start());
            while (threads.Any(static thread => thread.IsAlive))
            {
                persistence.Snapshot();
            }
        }

        var after = new DurableWindows();
        using VelocityPersistence restored = VelocityPersistence.Open(after.Store, OptionsOf(folder));
        Assert.True(restored.Restored.IsComplete);
        AssertSame(windows, after, Threads * EventsEach);
        Assert.Equal(Threads * EventsEach, Enumerable.Range(0, Cards).Sum(card => after.Read(Threads * EventsEach, card, 0)[Array.FindIndex(after.Windows, static window => window.Name == "card_Count_8640000")]));
    }

    [Fact]
    public void Windows_that_need_what_the_files_lack_are_told_incomplete()
    {
        using var folder = new TemporaryFolder();
        var before = new DurableWindows([.. DurableWindows.All.Where(static window => window.Keys[0] == "card" && window.Aggregate == WindowAggregate.Count)]);
        Fill(before, folder, 1_000, snapshotAt: 999);

        var after = new DurableWindows();
        using VelocityPersistence restored = VelocityPersistence.Open(after.Store, OptionsOf(folder));

        Assert.False(restored.Restored.IsComplete);
        Assert.Equal(["RW023", "RW023"], restored.Restored.Diagnostics.Select(static problem => problem.Code));
        double[] values = after.Read(1_000, 3, 3);
        Assert.False(after.LastWasComplete);
        Assert.Equal(before.Read(1_000, 3, 3)[^1], values[Array.FindIndex(after.Windows, static window => window.Name == "card_Count_8640000")]);
    }

    [Fact]
    public void Other_windows_are_refused_where_the_same_are_required()
    {
        using var folder = new TemporaryFolder();
        Fill(new DurableWindows(), folder, 10, snapshotAt: 9);
        var other = new DurableWindows(DurableWindows.All[..3]);

        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => VelocityPersistence.Open(other.Store, OptionsOf(folder) with { RequireSameWindows = true }));

        Assert.Equal("RW023", exception.Diagnostics.Single().Code);
        using VelocityPersistence same = VelocityPersistence.Open(new DurableWindows([.. DurableWindows.All.Reverse()]).Store, OptionsOf(folder) with { RequireSameWindows = true });
        Assert.True(same.Restored.IsComplete);
    }

    [Fact]
    public void Only_what_the_newest_two_snapshots_need_is_kept()
    {
        using var folder = new TemporaryFolder();
        var windows = new DurableWindows();
        using VelocityPersistence persistence = VelocityPersistence.Open(windows.Store, OptionsOf(folder));
        for (int i = 0; i < 5; i++)
        {
            windows.Record(i);
            persistence.Snapshot();
        }

        Assert.Equal(2, folder.Files("*.snapshot").Length);
        Assert.Equal(2, folder.Files("*.journal").Length);
        Assert.Empty(folder.Files("*.unfinished"));
    }

    [Fact]
    public void The_journal_is_flushed_by_count_and_by_the_clock()
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock();
        var windows = new DurableWindows();
        using VelocityPersistence persistence = VelocityPersistence.Open(windows.Store, OptionsOf(folder) with { FlushEvents = 10, FlushInterval = TimeSpan.FromSeconds(2), Clock = clock });
        long Length() => new FileInfo(folder.Files("*.journal")[^1]).Length;
        long empty = Length();
        for (int i = 0; i < 9; i++)
        {
            windows.Record(i);
        }

        Assert.Equal(empty, Length());
        windows.Record(9);
        long ten = Length();
        Assert.True(ten > empty);
        windows.Record(10);
        Assert.Equal(ten, Length());
        clock.Fire();
        Assert.True(Length() > ten);
    }

    [Fact]
    public void A_store_with_events_is_not_restored_into()
    {
        using var folder = new TemporaryFolder();
        var windows = new DurableWindows();
        windows.Record(1);
        Assert.Throws<ArgumentException>(() => VelocityPersistence.Open(windows.Store, OptionsOf(folder)));
    }

    [Fact]
    public void A_window_added_while_the_journal_runs_is_restored_too()
    {
        using var folder = new TemporaryFolder();
        var before = new DurableWindows([.. DurableWindows.All.Where(static window => window.Aggregate == WindowAggregate.Count)]);
        DurableWindows wider;
        using (VelocityPersistence persistence = VelocityPersistence.Open(before.Store, OptionsOf(folder)))
        {
            for (int i = 0; i < 100; i++)
            {
                before.Record(i);
            }

            wider = new DurableWindows(before.Store);
            for (int i = 100; i < 300; i++)
            {
                wider.Record(i);
            }
        }

        var after = new DurableWindows();
        using VelocityPersistence restored = VelocityPersistence.Open(after.Store, OptionsOf(folder));
        for (int card = 0; card < Cards; card++)
        {
            Assert.Equal(wider.Read(300, card, 0), after.Read(300, card, 0));
        }
    }

    internal static VelocityPersistenceOptions OptionsOf(TemporaryFolder folder) => new() { Folder = folder.Path, FlushInterval = TimeSpan.FromHours(1), FlushToDisk = false };

    internal static void Fill(DurableWindows windows, TemporaryFolder folder, int events, int snapshotAt, int flushEvents = 100)
    {
        using VelocityPersistence persistence = VelocityPersistence.Open(windows.Store, OptionsOf(folder) with { FlushEvents = flushEvents });
        for (int number = 0; number < events; number++)
        {
            windows.Record(number);
            if (number == snapshotAt)
            {
                persistence.Snapshot();
            }
        }
    }

    internal static void AssertSame(DurableWindows expected, DurableWindows actual, long atNumber)
    {
        for (int card = 0; card < Cards; card++)
        {
            Assert.Equal(expected.Read(atNumber, card, card % Shops), actual.Read(atNumber, card, card % Shops));
            Assert.Equal(expected.LastWasComplete, actual.LastWasComplete);
        }
    }

    private sealed class ManualClock : TimeProvider
    {
        private readonly List<Action> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add(() => callback(state));
            return new NoTimer();
        }

        public void Fire() => _timers.ForEach(static timer => timer());

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
