using Risk.Extensions.Loading;

namespace Risk.Extensions.Tests;

public sealed class SourceChangesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risk-changes").FullName;

    private string Watched => Path.Combine(_folder, "payments.rules");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_still_being_written_is_not_taken()
    {
        File.WriteAllText(Watched, "old");
        var clock = new HandTurnedClock();
        int reloads = 0;
        using var changes = new SourceChanges(() => [Watched], TimeSpan.FromSeconds(1), clock, () => reloads++, static _ => { });
        changes.Start();

        File.WriteAllText(Watched, "");
        clock.Tick();
        File.WriteAllText(Watched, "ne");
        clock.Tick();
        File.WriteAllText(Watched, "new");
        clock.Tick();
        Assert.Equal(0, reloads);

        clock.Tick();
        clock.Tick();
        Assert.Equal(1, reloads);
    }

    [Fact]
    public void A_touched_file_reloads_nothing()
    {
        File.WriteAllText(Watched, "old");
        var clock = new HandTurnedClock();
        int reloads = 0;
        using var changes = new SourceChanges(() => [Watched], TimeSpan.FromSeconds(1), clock, () => reloads++, static _ => { });
        changes.Start();

        File.WriteAllText(Watched, "old");
        clock.Tick();
        clock.Tick();

        Assert.Equal(0, reloads);
    }

    /// <summary>A clock whose one timer fires when the test says so.</summary>
    private sealed class HandTurnedClock : TimeProvider
    {
        private Action _fire = static () => { };

        public void Tick() => _fire();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _fire = () => callback(state);
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
