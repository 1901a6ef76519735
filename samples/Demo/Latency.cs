using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Demo;

/// <summary>Measures single calls: every call timed by itself, allocated bytes of the thread, an empty loop as control.</summary>
internal static class Latency
{
    private const int Rounds = 20;

    /// <summary>Times <paramref name="score"/> over all indexes, after a warm-up, and adds a line to a table.</summary>
    public static void Measure(Table table, string name, int count, Action<int> score)
    {
        for (int i = 0; i < Math.Max(count, 60_000); i++)
        {
            score(i % count);
        }

        Thread.Sleep(200);
        long[] ticks = new long[count * Rounds];
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < ticks.Length; i++)
        {
            long before = Stopwatch.GetTimestamp();
            score(i % count);
            ticks[i] = Stopwatch.GetTimestamp() - before;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        Array.Sort(ticks);
        table.AddRow(
            name,
            Text($"{ticks.Length / seconds:N0}"),
            Nanoseconds(ticks, 0.5),
            Nanoseconds(ticks, 0.99),
            Nanoseconds(ticks, 0.999),
            Text($"{(double)allocated / ticks.Length:0.##}"));
    }

    /// <summary>The table that <see cref="Measure"/> fills.</summary>
    public static Table CreateTable() => new Table().Title("Speed, one thread, every call timed (the timer itself is the last line)")
        .AddColumn("path").AddColumn("decisions/s").AddColumn("p50").AddColumn("p99").AddColumn("p99.9").AddColumn("bytes/decision");

    private static string Nanoseconds(long[] sorted, double quantile) =>
        Text($"{sorted[(int)(quantile * (sorted.Length - 1))] * 1e9 / Stopwatch.Frequency:N0} ns");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
