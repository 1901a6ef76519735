using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>Turns what a frame keeps, and the event being scored where a window includes it, into the value of a window.</summary>
internal static class BucketAnswer
{
    private const double MicrosecondsPerSecond = 1_000_000;

    /// <param name="window">The window.</param>
    /// <param name="history">The key's history, for extremes whose bucket has left; not looked at when the frame covers nothing.</param>
    /// <param name="state">The frame's words, moved to <paramref name="time"/>.</param>
    /// <param name="time">The time of the event scored.</param>
    /// <param name="flags">The conditions the event scored satisfies.</param>
    /// <param name="values">The values of the event scored by column.</param>
    public static double Of(BucketWindow window, BucketHistory history, ref ulong state, long time, ulong flags, ReadOnlySpan<ulong> values)
    {
        bool satisfies = window.Condition < 0 || ((flags >> window.Condition) & 1) != 0;
        bool counted = window.IncludesCurrent && satisfies;
        ref ulong word = ref Unsafe.Add(ref state, window.Slot.Word);
        switch (window.Aggregate)
        {
            case WindowAggregate.Count:
                return (double)word + (counted ? 1 : 0);
            case WindowAggregate.Ratio:
                double all = (double)Unsafe.Add(ref state, window.Total.Word) + (window.IncludesCurrent ? 1 : 0);
                return all == 0 ? double.NaN : ((double)word + (counted ? 1 : 0)) / all;
            case WindowAggregate.Sum:
                return Sum(ref word, counted ? ValueOf(window, values) : double.NaN, out _);
            case WindowAggregate.Average:
                double sum = Sum(ref word, counted ? ValueOf(window, values) : double.NaN, out ulong count);
                return count == 0 ? double.NaN : sum / count;
            case WindowAggregate.SinceLast when counted:
                return 0;
            case WindowAggregate.SinceFirst or WindowAggregate.SinceLast:
                double seen = history.Extreme(window.Slot, ref state);
                return double.IsNaN(seen) ? counted ? 0 : double.NaN : Math.Max(0, (time - seen) / MicrosecondsPerSecond);
            default:
                return Extreme(window.Aggregate == WindowAggregate.Maximum, history.Extreme(window.Slot, ref state), counted ? ValueOf(window, values) : double.NaN);
        }
    }

    private static double ValueOf(BucketWindow window, ReadOnlySpan<ulong> values) => BitConverter.UInt64BitsToDouble(values[window.Column]);

    private static double Sum(ref ulong word, double current, out ulong count)
    {
        var sum = new Int128(Unsafe.Add(ref word, 1), word);
        count = Unsafe.Add(ref word, 2);
        if (!double.IsNaN(current))
        {
            sum += FixedPoint.From(current);
            count++;
        }

        return FixedPoint.ToDouble(sum);
    }

    private static double Extreme(bool largest, double best, double current) =>
        double.IsNaN(best) ? current : double.IsNaN(current) ? best : largest ? Math.Max(best, current) : Math.Min(best, current);
}
