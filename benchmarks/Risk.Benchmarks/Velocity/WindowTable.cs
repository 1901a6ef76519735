using System.Diagnostics;
using System.Globalization;
using Risk.Velocity;

namespace Risk.Benchmarks.Velocity;

/// <summary>
/// The command <c>windows KEYS WINDOWS THREADS hot|cold|stream [RIVALS]</c>: one line of figures for a store too large to be set up again and again.
/// </summary>
internal static class WindowTable
{
    // Many short rounds: on a shared machine the best and the median of a few milliseconds each say more than one long mean.
    private const int Rounds = 60;
    private const int EventsInRound = 20_000;

    // The JIT replaces first-tier code a tenth of a second after it was called often.
    private const int TierUpMilliseconds = 300;

    public static int Run(string[] args)
    {
        if (args.Length < 4)
        {
            Console.Error.WriteLine("usage: Risk.Benchmarks windows KEYS WINDOWS THREADS hot|cold|stream [rivals]");
            return 2;
        }

        int keys = int.Parse(args[0], CultureInfo.InvariantCulture);
        int count = int.Parse(args[1], CultureInfo.InvariantCulture);
        int threads = int.Parse(args[2], CultureInfo.InvariantCulture);
        PaymentSource source = args[3] == "stream"
            ? PaymentSource.FromRecording()
            : PaymentSource.Drawn(keys, args[3] == "hot" ? 0.9 : 0, Math.Max(2_000_000, Math.Min(keys * 3, 12_000_000)));
        WindowDefinition[] windows = WindowSets.Of(count);
        var store = new VelocityStore(new VelocityOptions { Clock = null, MemoryBudgetBytes = 12L << 30 });
        string figures = Measure(source, [.. Enumerable.Range(0, threads).Select(_ => new StoreContender(store, windows))]);
        VelocityStatistics statistics = store.Statistics;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{args[3],-6} {statistics.KeyCount,10:N0} keys {count,2} windows {threads} threads: store {figures} ns, {statistics.MemoryBytes / (double)Math.Max(1, statistics.KeyCount):F0} B a key"));
        if (args.Length > 4)
        {
            Console.WriteLine($"       queues  {Measure(source, [new QueueContender(windows)])} ns");
            Console.WriteLine($"       buckets {Measure(source, [new BucketContender(windows)])} ns");
        }

        return 0;
    }

    // The median and the best of the rounds; every thread takes its own share of the stream.
    private static string Measure(PaymentSource source, IWindowContender[] contenders)
    {
        long next = 0;
        for (; next < source.LapLength; next++)
        {
            contenders[next % contenders.Length].ReadAndRecord(source[next]);
        }

        Thread.Sleep(TierUpMilliseconds);
        int perRound = EventsInRound / contenders.Length;
        double[] rounds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            long start = next;
            long begin = Stopwatch.GetTimestamp();
            if (contenders.Length == 1)
            {
                Consume(source, contenders[0], start, 1, perRound);
            }
            else
            {
                Thread[] threads = [.. contenders.Select((contender, i) => new Thread(() => Consume(source, contender, start + i, contenders.Length, perRound)))];
                Array.ForEach(threads, static thread => thread.Start());
                Array.ForEach(threads, static thread => thread.Join());
            }

            rounds[round] = Stopwatch.GetElapsedTime(begin).TotalNanoseconds / ((double)perRound * contenders.Length);
            next += (long)perRound * contenders.Length;
        }

        Array.Sort(rounds);
        return string.Create(CultureInfo.InvariantCulture, $"{rounds[Rounds / 2],6:F0} (best {rounds[0]:F0})");
    }

    private static void Consume(PaymentSource source, IWindowContender contender, long start, int step, int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += contender.ReadAndRecord(source[start + ((long)i * step)]);
        }

        GC.KeepAlive(sum);
    }
}
