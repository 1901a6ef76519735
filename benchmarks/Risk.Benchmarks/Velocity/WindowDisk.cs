using System.Diagnostics;
using System.Globalization;
using Risk.Benchmarks.Latency;
using Risk.Velocity;

namespace Risk.Benchmarks.Velocity;

/// <summary>
/// The command <c>windows-disk KEYS WINDOWS hot|cold|stream FOLDER</c>: where the memory of a key goes, how fast a snapshot is written and restored, what scoring
/// beside it waits, and what the journal costs an event.
/// </summary>
internal static class WindowDisk
{
    private const int JournalledEvents = 400_000;

    public static int Run(string[] args)
    {
        if (args.Length < 4)
        {
            Console.Error.WriteLine("usage: Risk.Benchmarks windows-disk KEYS WINDOWS hot|cold|stream FOLDER");
            return 2;
        }

        PaymentSource source = WindowTable.Source(int.Parse(args[0], CultureInfo.InvariantCulture), args[2]);
        WindowDefinition[] windows = WindowSets.Of(int.Parse(args[1], CultureInfo.InvariantCulture));
        string folder = Path.Combine(args[3], Path.GetRandomFileName());
        try
        {
            Snapshot(source, windows, folder);
            Restore(windows, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach ((string name, bool journal, bool toDisk) in new[] { ("no journal", false, false), ("journal, flushes not waited for", true, false), ("journal, flushes waited for", true, true) })
        {
            Journal(source, windows, folder, name, journal, toDisk);
        }

        return 0;
    }

    private static void Snapshot(PaymentSource source, WindowDefinition[] windows, string folder)
    {
        VelocityStore store = WindowTable.NewStore();
        var contender = new StoreContender(store, windows);
        using VelocityPersistence persistence = VelocityPersistence.Open(store, new VelocityPersistenceOptions { Folder = folder, Journal = false });
        WindowTable.Fill(source, contender);
        long next = source.LapLength;
        using var quiet = new ManualResetEventSlim();
        PrintCalls("calls, nothing beside", () => quiet.Wait(TimeSpan.FromSeconds(2)), contender, source, ref next);
        VelocitySnapshotReport report = null!;
        TimeSpan taken = default;
        PrintCalls("calls, a snapshot beside", () =>
        {
            long begin = Stopwatch.GetTimestamp();
            report = persistence.Snapshot();
            taken = Stopwatch.GetElapsedTime(begin);
        }, contender, source, ref next);
        Print($"snapshot: {report.Keys:N0} keys, {report.Events:N0} events, {report.Bytes / 1e6:N0} MB in {taken.TotalSeconds:F2} s: {report.Bytes / 1e6 / taken.TotalSeconds:N0} MB/s, {report.Keys / 1e6 / taken.TotalSeconds:F2} M keys/s");
        PrintMemory(store, report);
    }

    // Timed single calls on this thread until the work beside has ended.
    private static void PrintCalls(string name, Action beside, StoreContender contender, PaymentSource source, ref long next)
    {
        var histogram = new LatencyHistogram();
        var worker = new Thread(() => beside());
        worker.Start();
        while (worker.IsAlive)
        {
            WindowPayment payment = source[next++];
            long begin = Stopwatch.GetTimestamp();
            contender.ReadAndRecord(in payment);
            histogram.Record((long)Stopwatch.GetElapsedTime(begin).TotalNanoseconds);
        }

        Print($"{name}: {histogram.Count:N0}, p50 {histogram.Percentile(0.5):N0} ns, p99 {histogram.Percentile(0.99):N0}, p99.9 {histogram.Percentile(0.999):N0}, longest {histogram.Maximum:N0}");
    }

    private static void PrintMemory(VelocityStore store, VelocitySnapshotReport report)
    {
        double keys = report.Keys;
        EntityStore[] entities = [.. store.Entities().OfType<EntityStore>()];
        double eventsEach = report.Events / (double)entities.Length;
        double header = entities.Sum(static entity => entity.Stripes.Sum(static stripe => (double)stripe.KeyCount) * BlockHeader.Words * sizeof(ulong));
        double frames = entities.Sum(static entity => entity.Stripes.Sum(static stripe => (double)stripe.KeyCount) * (entity.Layout.RingStart - BlockHeader.Words) * sizeof(ulong));
        double events = entities.Sum(entity => eventsEach * entity.Layout.EventWords * sizeof(ulong));
        double tables = entities.Sum(static entity => entity.Stripes.Sum(static stripe => (double)TableBytes(stripe.KeyCount)));
        double all = store.Statistics.MemoryBytes;
        Print($"memory a key: {all / keys:F0} B = header {header / keys:F0} + running aggregates {frames / keys:F0} + events {events / keys:F0} ({report.Events / keys:F1} events a key) + tables {tables / keys:F0} + room not in use {(all - header - frames - events - tables) / keys:F0}");
    }

    private static long TableBytes(int keys)
    {
        long slots = 64;
        while (keys * 4L > slots * 3)
        {
            slots *= 2;
        }

        return slots * sizeof(ulong);
    }

    private static void Restore(WindowDefinition[] windows, string folder)
    {
        VelocityStore store = WindowTable.NewStore();
        _ = new StoreContender(store, windows);
        long begin = Stopwatch.GetTimestamp();
        using VelocityPersistence persistence = VelocityPersistence.Open(store, new VelocityPersistenceOptions { Folder = folder, Journal = false });
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        VelocityRestoreReport report = persistence.Restored;
        double bytes = new FileInfo(report.Snapshot!).Length / 1e6;
        Print($"restore: {report.Keys:N0} keys, {report.Events:N0} events in {seconds:F2} s: {bytes / seconds:N0} MB/s, {report.Keys / 1e6 / seconds:F2} M keys/s, {store.Statistics.MemoryBytes / (double)report.Keys:F0} B a key");
    }

    private static void Journal(PaymentSource source, WindowDefinition[] windows, string folder, string name, bool journal, bool toDisk)
    {
        VelocityStore store = WindowTable.NewStore();
        var contender = new StoreContender(store, windows);
        using (VelocityPersistence.Open(store, new VelocityPersistenceOptions { Folder = folder, Journal = journal, FlushToDisk = toDisk }))
        {
            long next = 0;
            for (; next < JournalledEvents; next++)
            {
                contender.ReadAndRecord(source[next]);
            }

            long begin = Stopwatch.GetTimestamp();
            for (; next < 2 * JournalledEvents; next++)
            {
                contender.ReadAndRecord(source[next]);
            }

            double nanoseconds = Stopwatch.GetElapsedTime(begin).TotalNanoseconds / JournalledEvents;
            Print($"{name}: {nanoseconds:F0} ns an event, {Directory.EnumerateFiles(folder).Sum(static file => new FileInfo(file).Length) / (2.0 * JournalledEvents):F0} B an event");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
