using System.Diagnostics;
using System.Globalization;

namespace Risk.Benchmarks.Velocity;

/// <summary>Time to read and record a payment, by threads that start each round together.</summary>
internal static class WindowRounds
{
    // Many short rounds: on a shared machine the best and the median of a few milliseconds each say more than one long mean.
    private const int Rounds = 60;
    private const int EventsInRound = 20_000;

    // The JIT replaces first-tier code a tenth of a second after it was called often.
    private const int TierUpMilliseconds = 300;

    /// <summary>Measures contenders that have seen one lap of their source.</summary>
    /// <param name="contenders">One for each thread.</param>
    /// <param name="sources">The payments of each thread.</param>
    /// <param name="starts">Where each thread starts in its source.</param>
    /// <param name="step">A thread takes every payment of its source that many places on.</param>
    /// <returns>Median and best nanoseconds a payment: wall time of a round by the payments of all threads.</returns>
    public static string Measure(IWindowContender[] contenders, PaymentSource[] sources, long[] starts, int step)
    {
        Thread.Sleep(TierUpMilliseconds);
        int perRound = EventsInRound / contenders.Length;
        double[] rounds = new double[Rounds];
        long[] begins = new long[contenders.Length];
        long[] ends = new long[contenders.Length];
        using var together = new Barrier(contenders.Length);
        void Run(int thread)
        {
            long next = starts[thread];
            for (int round = 0; round < Rounds; round++)
            {
                together.SignalAndWait();
                begins[thread] = Stopwatch.GetTimestamp();
                Consume(sources[thread], contenders[thread], next, step, perRound);
                ends[thread] = Stopwatch.GetTimestamp();
                next += (long)perRound * step;
                together.SignalAndWait();
                if (thread == 0)
                {
                    rounds[round] = Stopwatch.GetElapsedTime(begins.Min(), ends.Max()).TotalNanoseconds / ((double)perRound * contenders.Length);
                }
            }
        }

        Thread[] threads = [.. Enumerable.Range(1, contenders.Length - 1).Select(i => new Thread(() => Run(i)))];
        Array.ForEach(threads, static thread => thread.Start());
        Run(0);
        Array.ForEach(threads, static thread => thread.Join());
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
