using System.Globalization;
using Risk.Velocity;

namespace Risk.Benchmarks.Velocity;

/// <summary>
/// The command <c>windows KEYS WINDOWS THREADS hot|cold|stream [rivals|alternate|split|disjoint|own]</c>: a line of figures for each of the numbers of threads (1, or
/// 1,2) over one store, too large to be set up again and again. Several threads take alternate payments of one stream, or the payments of their own cards (<c>split</c>),
/// or each a stream of its own keys in one store (<c>disjoint</c>), or in a store of its own (<c>own</c>: what the machine gives two threads that share nothing).
/// </summary>
internal static class WindowTable
{
    private const int MostPayments = 30_000_000;

    public static int Run(string[] args)
    {
        if (args.Length < 4)
        {
            Console.Error.WriteLine("usage: Risk.Benchmarks windows KEYS WINDOWS THREADS hot|cold|stream [rivals|alternate|split|disjoint|own]");
            return 2;
        }

        int count = int.Parse(args[1], CultureInfo.InvariantCulture);
        int[] threads = [.. args[2].Split(',').Select(static number => int.Parse(number, CultureInfo.InvariantCulture))];
        PaymentSource source = Source(int.Parse(args[0], CultureInfo.InvariantCulture), args[3]);
        string mode = args.Length > 4 ? args[4] : "alternate";
        WindowDefinition[] windows = WindowSets.Of(count);
        VelocityStore store = NewStore();
        IWindowContender[] contenders = [.. Enumerable.Range(0, threads.Max()).Select(_ => new StoreContender(mode == "own" ? NewStore() : store, windows))];
        PaymentSource[] sources = mode switch
        {
            "split" => source.ByCard(contenders.Length),
            "disjoint" => [.. contenders.Select((_, i) => source.OfOthers(i))],
            _ => [.. contenders.Select(_ => source)],
        };
        foreach ((IWindowContender contender, PaymentSource part) in contenders.Zip(sources).Take(mode is "own" or "disjoint" ? contenders.Length : 1))
        {
            Fill(mode == "split" ? source : part, contender);
        }

        foreach (int number in threads)
        {
            // One stream is taken in turns; of streams of their own each thread takes all.
            bool alternates = mode is "alternate" or "rivals";
            long late = store.Statistics.LateEvents;
            string figures = WindowRounds.Measure(contenders[..number], sources, [.. sources.Select((part, i) => part.LapLength + (alternates ? i + ((number - 1) * 2_000_000L) : 0))], alternates ? number : 1);
            VelocityStatistics statistics = store.Statistics;
            string line = string.Create(CultureInfo.InvariantCulture, $"{args[3],-6} {statistics.KeyCount,10:N0} keys {count,2} windows {number} threads {mode,-9}: store {figures} ns");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line}, {statistics.MemoryBytes / (double)Math.Max(1, statistics.KeyCount):F0} B a key, {statistics.LateEvents - late} reads late"));
        }

        if (mode == "rivals")
        {
            Console.WriteLine($"       queues  {Alone(source, new QueueContender(windows))} ns");
            Console.WriteLine($"       buckets {Alone(source, new BucketContender(windows))} ns");
        }

        return 0;
    }

    /// <summary>The payments of a command line.</summary>
    internal static PaymentSource Source(int keys, string kind) => kind == "stream"
        ? PaymentSource.FromRecording()
        : PaymentSource.Drawn(keys, kind == "hot" ? 0.9 : 0, Math.Max(2_000_000, Math.Min(keys * 3, MostPayments)));

    internal static VelocityStore NewStore() => new(new VelocityOptions { Clock = null, MemoryBudgetBytes = 14L << 30 });

    internal static void Fill(PaymentSource source, IWindowContender contender)
    {
        for (long next = 0; next < source.LapLength; next++)
        {
            contender.ReadAndRecord(source[next]);
        }
    }

    private static string Alone(PaymentSource source, IWindowContender contender)
    {
        Fill(source, contender);
        return WindowRounds.Measure([contender], [source], [source.LapLength], 1);
    }
}
