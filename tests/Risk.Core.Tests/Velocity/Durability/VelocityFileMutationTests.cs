using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity.Durability;

/// <summary>Flipped bits and cut ends of both formats: refused or left out, never taken for history.</summary>
public sealed class VelocityFileMutationTests
{
    private const int Events = 200;
    private const int Cards = 23;

    private static readonly WindowDefinition[] Exact = [.. DurableWindows.All.Where(static window => window.Keys[0] == "card" && window.Window > TimeSpan.FromDays(1))];

    private static readonly WindowDefinition[] Bucketed = [.. DurableWindows.Bucketed.Where(static window => window.Keys[0] == "card")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_changed_snapshot_is_refused_and_the_one_before_used(bool isBucketed)
    {
        using var folder = new TemporaryFolder();
        WindowDefinition[] windows = isBucketed ? Bucketed : Exact;
        DurableWindows original = Fill(folder, windows, snapshots: 2);
        string newest = folder.Files("*.snapshot")[^1];
        byte[] bytes = File.ReadAllBytes(newest);
        foreach ((string what, byte[] changed) in Mutations(bytes, LongTests.Count(60, 4_000)))
        {
            (VelocityRestoreReport report, DurableWindows restored) = Restore(folder, windows, newest, changed);
            Assert.True(report.Diagnostics.Any(static problem => problem.Code is "RW020" or "RW021" or "RW022"), what);
            Assert.True(report.Snapshot == folder.Files("*.snapshot")[0], what);
            AssertPrefix(original, restored, report, what, complete: true);
        }
    }

    [Fact]
    public void Snapshots_that_are_all_damaged_are_told_together()
    {
        using var folder = new TemporaryFolder();
        Fill(folder, Exact, snapshots: 2);
        foreach (string path in folder.Files("*.snapshot"))
        {
            byte[] bytes = File.ReadAllBytes(path);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(path, bytes);
        }

        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => VelocityPersistence.Open(NewWindows(Exact).Store, VelocityPersistenceTests.OptionsOf(folder)));

        Assert.Equal(["RW022", "RW022", "RW025"], exception.Diagnostics.Select(static problem => problem.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_changed_journal_is_replayed_up_to_the_change(bool isBucketed)
    {
        using var folder = new TemporaryFolder();
        WindowDefinition[] kinds = isBucketed ? Bucketed : Exact;
        DurableWindows original = Fill(folder, kinds, snapshots: 0);
        string journal = folder.Files("*.journal")[^1];
        byte[] bytes = File.ReadAllBytes(journal);
        foreach ((string what, byte[] changed) in Mutations(bytes, LongTests.Count(100, 4_000)))
        {
            (VelocityRestoreReport report, DurableWindows restored) = Restore(folder, kinds, journal, changed);
            AssertPrefix(original, restored, report, what, complete: false);
        }
    }

    private static DurableWindows Fill(TemporaryFolder folder, WindowDefinition[] kinds, int snapshots)
    {
        DurableWindows windows = NewWindows(kinds);
        using VelocityPersistence persistence = VelocityPersistence.Open(windows.Store, VelocityPersistenceTests.OptionsOf(folder) with { FlushEvents = 20 });
        for (int number = 0; number < Events; number++)
        {
            windows.Record(number);
            if (snapshots > 0 && (number + 1) % (Events / (snapshots + 1)) == 0 && number < Events - 2)
            {
                persistence.Snapshot();
            }
        }

        return windows;
    }

    private static DurableWindows NewWindows(WindowDefinition[] windows) => new(windows, new VelocityOptions { Clock = null, Stripes = 1 });

    private static (VelocityRestoreReport Report, DurableWindows Windows) Restore(TemporaryFolder source, WindowDefinition[] kinds, string mutated, byte[] bytes)
    {
        using var copy = new TemporaryFolder();
        foreach (string path in source.Files("*"))
        {
            File.WriteAllBytes(Path.Combine(copy.Path, Path.GetFileName(path)), path == mutated ? bytes : File.ReadAllBytes(path));
        }

        DurableWindows windows = NewWindows(kinds);
        using VelocityPersistence persistence = VelocityPersistence.Open(windows.Store, VelocityPersistenceTests.OptionsOf(copy));
        VelocityRestoreReport report = persistence.Restored;
        return (report with { Snapshot = report.Snapshot?.Replace(copy.Path, source.Path, StringComparison.Ordinal) }, windows);
    }

    // Bits over the whole file, more of them in the head, and ends at any length.
    private static IEnumerable<(string What, byte[] Bytes)> Mutations(byte[] bytes, int count)
    {
        var random = new Random(4);
        for (int i = 0; i < count; i++)
        {
            int place = i % 3 == 0 ? random.Next(Math.Min(bytes.Length, 300)) : random.Next(bytes.Length);
            byte[] changed = [.. bytes];
            changed[place] ^= (byte)(1 << random.Next(8));
            yield return ($"bit flipped in byte {place} of {bytes.Length}", changed);
            int length = random.Next(bytes.Length);
            yield return ($"cut to {length} of {bytes.Length} bytes", bytes[..length]);
        }
    }

    // Each key has its first events and no other, and when some are missing the store says so, unless they were of a flush that seems unfinished.
    private static void AssertPrefix(DurableWindows original, DurableWindows restored, VelocityRestoreReport report, string what, bool complete)
    {
        bool said = !report.IsComplete || report.Diagnostics.Any(static problem => problem.Code is "RW026" or "RW024");
        for (int card = 0; card < Cards; card++)
        {
            double[] values = restored.Read(Events, card, 0);
            long[] numbers = [.. Enumerable.Range(0, Events).Select(static number => (long)number).Where(number => DurableWindows.EventOf(number).Card == card)];
            int found = (int)values[Array.FindIndex(restored.Windows, static window => window.Aggregate == WindowAggregate.Count)];
            for (int w = 0; w < values.Length; w++)
            {
                double expected = DurableWindows.Expected(restored.Windows[w], numbers.Take(found), Events);
                Assert.True(expected.Equals(values[w]), $"{what}: {restored.Windows[w].Name} of card {card} is {values[w]:R}, not {expected:R}");
            }

            Assert.True(!complete || values.SequenceEqual(original.Read(Events, card, 0)), what);
            Assert.True(found == numbers.Length || said || what.StartsWith("cut", StringComparison.Ordinal), $"{what}: {found} of {numbers.Length} events of card {card}, and nothing was said");
        }
    }

    // Values of a key may be lost with the newest flush, but what is there was recorded: no count is larger than before.
    [Fact]
    public void Changed_files_of_distinct_values_are_refused_or_cut()
    {
        using var folder = new TemporaryFolder();
        WindowDefinition[] kinds = [.. DurableWindows.Distinct.Where(static window => window.Keys[0] == "card")];
        DurableWindows original = Fill(folder, kinds, snapshots: 2);
        Assert.True(original.Store.Statistics.SketchedKeys > 0);
        string newest = folder.Files("*.snapshot")[^1];
        foreach ((string what, byte[] changed) in Mutations(File.ReadAllBytes(newest), LongTests.Count(30, 1_000)))
        {
            (VelocityRestoreReport report, DurableWindows restored) = Restore(folder, kinds, newest, changed);
            Assert.True(report.Diagnostics.Any(static problem => problem.Code is "RW020" or "RW021" or "RW022"), what);
            for (int card = 0; card < Cards; card++)
            {
                Assert.True(original.Read(Events, card, 0).SequenceEqual(restored.Read(Events, card, 0)), what);
            }
        }

        string journal = folder.Files("*.journal")[^1];
        foreach ((string what, byte[] changed) in Mutations(File.ReadAllBytes(journal), LongTests.Count(30, 1_000)))
        {
            (_, DurableWindows restored) = Restore(folder, kinds, journal, changed);
            for (int card = 0; card < Cards; card++)
            {
                Assert.True(original.Read(Events, card, 0).Zip(restored.Read(Events, card, 0)).All(static pair => pair.Second <= pair.First), what);
            }
        }
    }
}
