using System.Diagnostics;

namespace Risk.Benchmarks.Latency;

/// <summary>Times single calls on one or two threads, perhaps while something else happens beside them.</summary>
/// <param name="Name">What is called.</param>
/// <param name="CreateCall">Makes what one thread calls over and over.</param>
internal sealed record LatencyScenario(string Name, Func<Action> CreateCall)
{
    private const int WarmUpCalls = 200_000;
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    public LatencyHistogram Run(int threads, TimeSpan duration)
    {
        var histograms = new LatencyHistogram[threads];
        using var start = new Barrier(threads);
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(index => new Thread(() =>
        {
            Action call = CreateCall();
            for (int i = 0; i < WarmUpCalls; i++)
            {
                call();
            }

            histograms[index] = new LatencyHistogram();
            start.SignalAndWait();
            Measure(call, histograms[index], duration);
        }))];
        Array.ForEach(workers, static worker => worker.Start());
        Array.ForEach(workers, static worker => worker.Join());
        foreach (LatencyHistogram other in histograms.AsSpan(1))
        {
            histograms[0].Add(other);
        }

        return histograms[0];
    }

    private static void Measure(Action call, LatencyHistogram histogram, TimeSpan duration)
    {
        long end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency), after;
        do
        {
            long before = Stopwatch.GetTimestamp();
            call();
            after = Stopwatch.GetTimestamp();
            histogram.Record((long)((after - before) * NanosecondsPerTick));
        }
        while (after < end);
    }
}
