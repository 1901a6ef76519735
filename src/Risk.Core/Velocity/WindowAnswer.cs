using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>Turns a frame's running aggregates, and the event being scored where a window includes it, into the value of a window.</summary>
internal static class WindowAnswer
{
    private const double MicrosecondsPerSecond = 1_000_000;

    /// <summary>The value of a window over a key's history.</summary>
    /// <param name="window">The window.</param>
    /// <param name="history">The key's history.</param>
    /// <param name="state">The frame's words, moved to <paramref name="time"/>.</param>
    /// <param name="time">The time of the event scored.</param>
    /// <param name="flags">The conditions the event scored satisfies.</param>
    /// <param name="values">The values of the event scored by column.</param>
    public static double Of(PlacedWindow window, KeyHistory history, ref ulong state, long time, ulong flags, ReadOnlySpan<ulong> values)
    {
        uint first = (uint)state;
        uint enter = (uint)(state >> 32);
        bool satisfies = window.Condition < 0 || ((flags >> window.Condition) & 1) != 0;
        bool current = window.IncludesCurrent;
        bool counted = current && satisfies;
        switch (window.Aggregate)
        {
            case WindowAggregate.Count:
                return Count(window, ref state) + (counted ? 1 : 0);
            case WindowAggregate.Ratio:
                double all = enter - first + (current ? 1 : 0);
                return all == 0 ? double.NaN : (Count(window, ref state) + (counted ? 1 : 0)) / all;
            case WindowAggregate.Sum:
                return Sum(window, ref state, counted, values, out _);
            case WindowAggregate.Average:
                double sum = Sum(window, ref state, counted, values, out ulong count);
                return count == 0 ? double.NaN : sum / count;
            case WindowAggregate.Minimum:
                return Extreme(window, history, ref state, counted, values, largest: false);
            case WindowAggregate.Maximum:
                return Extreme(window, history, ref state, counted, values, largest: true);
            case WindowAggregate.Distinct:
                return Distinct(window, history, ref state, counted, values);
            case WindowAggregate.SinceFirst:
                return Since(window, history, first, enter, time, counted, forward: true);
            default:
                return counted ? 0 : Since(window, history, first, enter, time, counted, forward: false);
        }
    }

    /// <summary>The value of a window of a key that has no history.</summary>
    public static double OfNothing(PlacedWindow window, ulong flags, ReadOnlySpan<ulong> values)
    {
        bool satisfies = window.Condition < 0 || ((flags >> window.Condition) & 1) != 0;
        bool current = window.IncludesCurrent;
        bool counted = current && satisfies;
        ulong value = window.Column < 0 ? 0 : values[window.Column];
        double number = BitConverter.UInt64BitsToDouble(value);
        return window.Aggregate switch
        {
            WindowAggregate.Count => counted ? 1 : 0,
            WindowAggregate.Ratio => current ? counted ? 1 : 0 : double.NaN,
            WindowAggregate.Sum => counted && !double.IsNaN(number) ? FixedPoint.ToDouble(FixedPoint.From(number)) : 0,
            WindowAggregate.Average => counted && !double.IsNaN(number) ? FixedPoint.ToDouble(FixedPoint.From(number)) : double.NaN,
            WindowAggregate.Minimum or WindowAggregate.Maximum => counted ? number : double.NaN,
            WindowAggregate.Distinct => counted && value != 0 ? 1 : 0,
            _ => counted ? 0 : double.NaN,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Count(PlacedWindow window, ref ulong state) =>
        window.Slot < 0 ? (uint)(state >> 32) - (uint)state : Unsafe.Add(ref state, window.SlotWord);

    private static double Sum(PlacedWindow window, ref ulong state, bool counted, ReadOnlySpan<ulong> values, out ulong count)
    {
        ref ulong word = ref Unsafe.Add(ref state, window.SlotWord);
        if (!counted)
        {
            count = Unsafe.Add(ref word, 2);
            return FixedPoint.ToDouble(word, Unsafe.Add(ref word, 1));
        }

        var sum = new Int128(Unsafe.Add(ref word, 1), word);
        count = Unsafe.Add(ref word, 2);
        double value = BitConverter.UInt64BitsToDouble(values[window.Column]);
        if (!double.IsNaN(value))
        {
            sum += FixedPoint.From(value);
            count++;
        }

        return FixedPoint.ToDouble(sum);
    }

    private static double Extreme(PlacedWindow window, KeyHistory history, ref ulong state, bool counted, ReadOnlySpan<ulong> values, bool largest)
    {
        double best = history.Extreme(window.Frame.Aggregates[window.Slot], ref state, largest);
        if (!counted)
        {
            return best;
        }

        double value = BitConverter.UInt64BitsToDouble(values[window.Column]);
        return double.IsNaN(best) ? value : double.IsNaN(value) ? best : largest ? Math.Max(best, value) : Math.Min(best, value);
    }

    private static double Distinct(PlacedWindow window, KeyHistory history, ref ulong state, bool counted, ReadOnlySpan<ulong> values)
    {
        AggregateSlot slot = window.Frame.Aggregates[window.Slot];
        double count = slot.Condition < 0 ? Unsafe.Add(ref state, slot.Word) : history.DistinctWhere(slot, state);
        return counted && values[window.Column] != 0 && !history.Contains(slot, state, values[window.Column]) ? count + 1 : count;
    }

    private static double Since(PlacedWindow window, KeyHistory history, uint first, uint enter, long time, bool counted, bool forward)
    {
        if (forward)
        {
            for (uint sequence = first; sequence != enter; sequence++)
            {
                if (history.Satisfies(sequence, window.Condition))
                {
                    return (time - history.TimeOf(sequence)) / MicrosecondsPerSecond;
                }
            }

            return counted ? 0 : double.NaN;
        }

        for (uint sequence = enter; sequence != first;)
        {
            sequence--;
            if (history.Satisfies(sequence, window.Condition))
            {
                return (time - history.TimeOf(sequence)) / MicrosecondsPerSecond;
            }
        }

        return double.NaN;
    }
}
