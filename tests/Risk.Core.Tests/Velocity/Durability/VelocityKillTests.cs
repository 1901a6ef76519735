using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using Risk.Velocity;
using Xunit;
using Xunit.Abstractions;

namespace Risk.Core.Tests.Velocity.Durability;

/// <summary>
/// A process is killed again and again while it records events and labels, flushes and takes snapshots. What comes back must be, for each key, the events and the
/// labels it recorded without the newest few, and every window of it right.
/// </summary>
public sealed class VelocityKillTests(ITestOutputHelper output)
{
    private const int Cards = 23;
    private const int Shops = 7;

    // The event that was being recorded may be there or not.
    private const int InFlight = 1;

    [Fact]
    public void Killed_at_random_moments_nothing_beyond_the_bound_is_lost_and_no_value_is_wrong()
    {
        int kills = LongTests.Count(20, 400);
        using var folder = new TemporaryFolder();
        string mapped = Path.Combine(folder.Path, "acknowledged");
        File.WriteAllBytes(mapped, new byte[KilledRecorder.AcknowledgedBytes]);
        var random = new Random(1);
        RecordedKey[] cards = Keys(Cards);
        RecordedKey[] shops = Keys(Shops);
        KilledBuckets[] buckets = [.. KilledBuckets.Kinds.Select(static kind => new KilledBuckets(kind, kind.Key == "card" ? Cards : Shops))];
        long first = 1;
        long compared = 0;
        int mostLost = 0;
        long recorded = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            long last = RecordAndKill(folder, mapped, first, random.Next(5, 200));
            for (long number = first; number <= last + InFlight; number++)
            {
                (_, int card, int shop) = DurableWindows.EventOf(number);
                cards[card].Numbers.Add(number);
                shops[shop].Numbers.Add(number);
                Array.ForEach(buckets, kept => kept.Add(number));
            }

            recorded += last - first + 1;
            (int lost, long values) = Check(folder, cards, shops, buckets, first, last);
            mostLost = Math.Max(mostLost, lost);
            compared += values;
            first = last + InFlight + 1;
        }

        output.WriteLine(FormattableString.Invariant(
            $"{kills} kills, {recorded} events recorded, at most {mostLost} lost by an entity at a kill (bound {KilledRecorder.FlushEvents + InFlight}), {compared} window values compared, none wrong"));
        Assert.InRange(mostLost, 0, KilledRecorder.FlushEvents + InFlight);
        Assert.True(compared > 0);
    }

    private static RecordedKey[] Keys(int count) => [.. Enumerable.Range(0, count).Select(static _ => new RecordedKey())];

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

    // Each key is cut to what came back: the next life goes on from there.
    private static (int Lost, long Compared) Check(TemporaryFolder folder, RecordedKey[] cards, RecordedKey[] shops, KilledBuckets[] buckets, long first, long last)
    {
        DurableWindows windows = KilledRecorder.Windows();
        using VelocityPersistence persistence = VelocityPersistence.Open(windows.Store, KilledRecorder.Options(folder.Path));
        Assert.True(persistence.Restored.IsComplete, string.Join('\n', persistence.Restored.Diagnostics));
        int countOfCard = Array.FindIndex(windows.Windows, static window => window.Name == "card_Count_8640000");
        int countOfShop = Array.FindIndex(windows.Windows, static window => window.Name == "shop_Count_8640000");
        int labelsOfCard = Array.FindIndex(windows.Windows, static window => window.Name == "card_Sum_labelled_8640000");
        int labelsOfShop = Array.FindIndex(windows.Windows, static window => window.Name == "shop_Sum_labelled_8640000");
        long at = last + InFlight;
        int lostByCards = 0;
        int lostByShops = 0;
        for (int card = 0; card < Cards; card++)
        {
            double[] values = windows.Read(at, card, 0);
            lostByCards += cards[card].Cut((int)values[countOfCard], (int)values[labelsOfCard], first, last);
        }

        for (int shop = 0; shop < Shops; shop++)
        {
            double[] values = windows.Read(at, 0, shop);
            lostByShops += shops[shop].Cut((int)values[countOfShop], (int)values[labelsOfShop], first, last);
        }

        int lostByBuckets = buckets.Max(kept => kept.Cut(windows, at, last));
        long compared = 0;
        for (int card = 0; card < Cards; card++)
        {
            int shop = card % Shops;
            double[] values = windows.Read(at, card, shop);
            for (int w = 0; w < values.Length; w++)
            {
                WindowDefinition window = windows.Windows[w];
                RecordedKey key = window.Buckets is not null ? Array.Find(buckets, kept => kept.Holds(window))!.Of(card, shop) : window.Keys[0] == "card" ? cards[card] : shops[shop];
                bool isOverLabel = Array.Exists(DurableWindows.OverLabel, over => over.Name == window.Name);
                double expected = DurableWindows.Expected(window, isOverLabel ? key.Numbers.Where(key.Labelled.Contains) : key.Numbers, at);
                Assert.True(expected.Equals(values[w]), $"{window.Name} of card {card}, shop {shop}: expected {expected:R}, restored {values[w]:R}");
                compared++;
            }
        }

        CheckIds(windows, cards, shops, at);
        return (Math.Max(lostByBuckets, Math.Max(lostByCards, lostByShops)), compared);
    }

    // What is labelled for both keys of an event is so by its id, and an event that neither has is unknown.
    private static void CheckIds(DurableWindows windows, RecordedKey[] cards, RecordedKey[] shops, long at)
    {
        for (long number = Math.Max(1, at - 300); number <= at; number++)
        {
            (_, int card, int shop) = DurableWindows.EventOf(number);
            if (cards[card].Labelled.Contains(number) && shops[shop].Labelled.Contains(number))
            {
                Assert.Equal(OutcomeResult.AlreadyLabelled, windows.Store.RecordOutcome((ulong)number, "labelled", 1));
            }
            else if (!cards[card].Numbers.Contains(number) && !shops[shop].Numbers.Contains(number))
            {
                Assert.Equal(OutcomeResult.UnknownEvent, windows.Store.RecordOutcome((ulong)number, "labelled", 1));
            }
        }
    }
}
