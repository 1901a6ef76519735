using System.Globalization;
using Risk.Internals;

namespace Risk.Events;

/// <content>Values of the framework's types, as the source generator writes them.</content>
public sealed partial class AttributeRow
{
    private const ulong LargestExactMantissa = 1UL << 53;

    /// <summary>Sets a number from a decimal, rounded once to the nearest double.</summary>
    /// <remarks>Allocations: none. Thread safety: one thread at a time.</remarks>
    public void SetDecimal(int position, decimal value) => Numbers[position] = ToDouble(value);

    /// <summary>Sets a timestamp: local times are converted to UTC, times of no stated kind are taken as UTC.</summary>
    public void SetTimestamp(int position, DateTime value) =>
        SetTimestamp(position, new DateTimeOffset(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc)));

    /// <summary>Sets a timestamp to the start of a day in UTC.</summary>
    public void SetTimestamp(int position, DateOnly value) => SetTimestamp(position, value.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    /// <summary>Sets a timestamp from seconds since 1970-01-01T00:00:00Z; beyond the years 1 to 9999 it is missing and <see cref="DecisionFlags.InvalidValue"/> is set.</summary>
    public void SetUnixSeconds(int position, double seconds)
    {
        double microseconds = NumberText.TimestampOfSeconds(seconds);
        Numbers[position] = microseconds;
        Flags |= double.IsNaN(microseconds) && !double.IsNaN(seconds) ? DecisionFlags.InvalidValue : DecisionFlags.None;
    }

    /// <summary>Sets a number to a duration in seconds.</summary>
    public void SetDuration(int position, TimeSpan value) => Numbers[position] = (double)value.Ticks / TimeSpan.TicksPerSecond;

    /// <summary>Sets a text to a value's invariant form: the digits of a number, the 36 characters of a GUID in lower case.</summary>
    /// <remarks>Allocations: none for forms of up to 128 characters. Thread safety: one thread at a time.</remarks>
    public void SetFormatted<T>(int position, T value)
        where T : ISpanFormattable
    {
        if (_uses[position] == AttributeUse.None)
        {
            return;
        }

        Span<char> text = stackalloc char[128];
        if (value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture))
        {
            SetText(position, text[..length]);
        }
        else
        {
            SetText(position, value.ToString(null, CultureInfo.InvariantCulture));
        }
    }

    private static double ToDouble(decimal value)
    {
        // A mantissa that double holds exactly, divided by a power of ten that it holds exactly, is rounded once.
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        ulong mantissa = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        int scale = (parts[3] >> 16) & 0xFF;
        if (parts[2] == 0 && mantissa <= LargestExactMantissa && scale <= PowersOfTen.LargestExact)
        {
            double result = mantissa / PowersOfTen.Exact[scale];
            return parts[3] < 0 ? -result : result;
        }

        Span<byte> digits = stackalloc byte[64];
        value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        return double.Parse(digits[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
