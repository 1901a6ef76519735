using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using Risk.Velocity;
using Xunit;
using Xunit.Abstractions;

namespace Risk.Core.Tests.Velocity.Durability;

/// <summary>
/// A process is killed again and again while it records, flushes and takes snapshots. What comes back must be, for each key, the events it recorded without the
/// newest few, and every window of it right.
/// </summary>
public sealed class VelocityKillTests(ITestOutputHelper output)
{
    private const int Cards = 23;
    private const int Shops = 7;

    // The event that was being recorded may be there or not.
    private const int InFlight = 1;

    private static readonly (string Key, bool IsBucketed)[] Kinds = [("card", false), ("shop", false), ("card", true), ("shop", true)];

    [Fact]
    public void Killed_at_random_moments_nothing_beyond_the_bound_is_lost_and_no_value_is_wrong()
    {
        int kills = LongTests.Count(20, 400);
        using var folder = new TemporaryFolder();
        string mapped = Path.Combine(folder.Path, "acknowledged");
        File.WriteAllBytes(mapped, new byte[KilledRecorder.AcknowledgedBytes]);
        var random = new Random(1);
        History[] histories = [.. Kinds.Select(static kind => new History(kind))];
        long first = 1;
        long compared = 0;
        int mostLost = 0;
        long recorded = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            long last = RecordAndKill(folder, mapped, first, random.Next(5, 200));
            for (long number = first; number <= last + InFlight; number++)
            {
                Array.ForEach(histories, history => history.Add(number));
            }

            recorded += last - first + 1;
            (int lost, long values) = Check(folder, histories, last);
            mostLost = Math.Max(mostLost, lost);
            compared += values;
            first = last + InFlight + 1;
        }

        output.WriteLine(FormattableString.Invariant(
            $"{kills} kills, {recorded} events recorded, at most {mostLost} lost by an entity at a kill (bound {KilledRecorder.FlushEvents + InFlight}), {compared} window values compared, none wrong"));
        Assert.InRange(mostLost, 0, KilledRecorder.FlushEvents + InFlight);
        Assert.True(compared > 0);
    }

    // Kills some milliseconds after the process has recorded its first event.
    private static long RecordAndKill(TemporaryFolder folder, string mapped, long first, int milliseconds)
    {
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host) { RedirectStandardError = true };
        foreach (string argument in new[] { "exec", typeof(VelocityKillTests).Assembly.Location, KilledRecorder.Command, folder.Path, mapped, first.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var file = MemoryMappedFile.CreateFromFile(mapped, FileMode.Open);
        using MemoryMappedViewAccessor acknowledged = file.CreateViewAccessor(0, KilledRecorder.AcknowledgedBytes);
        using Process process = Process.Start(start)!;
        while (acknowledged.ReadInt64(0) < first)
        {
            Assert.False(process.HasExited, process.HasExited ? process.StandardError.ReadToEnd() : "");
            Thread.Sleep(1);
        }

        Thread.Sleep(milliseconds);
        Assert.False(process.HasExited, process.HasExited ? process.StandardError.ReadToEnd() : "");
        process.Kill();
        process.WaitForExit();
        return acknowledged.ReadInt64(0);
    }

    // Each list is cut to what came back: the next life goes on from there.
    private static (int Lost, long Compared) Check(TemporaryFolder folder, History[] histories, long last)
    {
        var windows = new DurableWindows(KilledRecorder.EveryKind);
        using VelocityPersistence persistence = VelocityPersistence.Open(windows.Store, KilledRecorder.Options(folder.Path));
        Assert.True(persistence.Restored.IsComplete, string.Join('\n', persistence.Restored.Diagnostics));
        long at = last + InFlight;
        int lost = histories.Max(history => history.Cut(windows, at, last));
        long compared = 0;
        for (int card = 0; card < Cards; card++)
        {
            int shop = card % Shops;
            double[] values = windows.Read(at, card, shop);
            for (int w = 0; w < values.Length; w++)
            {
                WindowDefinition window = windows.Windows[w];
                History history = Array.Find(histories, history => history.Holds(window))!;
                double expected = DurableWindows.Expected(window, history.Of(card, shop), at);
                Assert.True(expected.Equals(values[w]), $"{window.Name} of card {card}, shop {shop}: expected {expected:R}, restored {values[w]:R}");
                compared++;
            }
        }

        return (lost, compared);
    }

    private static int Cut(List<long> numbers, int found, long last)
    {
        Assert.InRange(found, 0, numbers.Count);
        int lost = numbers.Skip(found).Count(number => number <= last);
        numbers.RemoveRange(found, numbers.Count - found);
        return lost;
    }

    // What one group of windows must remember: by key, the numbers that were recorded and came back.
    private sealed class History((string Key, bool IsBucketed) kind)
    {
        private readonly List<long>[] _numbers = [.. Enumerable.Range(0, kind.Key == "card" ? Cards : Shops).Select(static _ => new List<long>())];

        public bool Holds(WindowDefinition window) => window.Keys[0] == kind.Key && window.Buckets is not null == kind.IsBucketed;

        public List<long> Of(int card, int shop) => _numbers[kind.Key == "card" ? card : shop];

        public void Add(long number)
        {
            (_, int card, int shop) = DurableWindows.EventOf(number);
            Of(card, shop).Add(number);
        }

        public int Cut(DurableWindows windows, long at, long last)
        {
            int count = Array.FindIndex(windows.Windows, window => Holds(window) && window.Aggregate == WindowAggregate.Count && window.Window > TimeSpan.FromDays(1));
            return Enumerable.Range(0, _numbers.Length).Sum(key => VelocityKillTests.Cut(_numbers[key], (int)windows.Read(at, kind.Key == "card" ? key : 0, kind.Key == "card" ? 0 : key)[count], last));
        }
    }
}
