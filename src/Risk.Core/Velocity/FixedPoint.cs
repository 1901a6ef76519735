using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// Sums of doubles that do not depend on the order of adding and removing: each value is rounded once to a multiple of 2^-30 (about 1e-9; integers
/// and cents stay exact) and added as a 128-bit integer. So a window that slides equals one computed anew, bit for bit.
/// </summary>
internal static class FixedPoint
{
    private const double Scale = 1 << 30;
    private const double Unit = 1 / Scale;

    // Beyond this magnitude a double has no bits below 2^-30 left to round. Beyond the second one a value counts as that: of as many events as a key can hold, 2^31,
    // no sum overflows then.
    private const double LongLimit = 1L << 32;
    private const double Largest = 7e19;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int128 From(double value) => Math.Abs(value) < LongLimit ? (long)Math.Round(value * Scale) : FromLarge(value);

    /// <summary>The nearest double of a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(Int128 sum) => ToDouble((ulong)sum, (ulong)(sum >> 64));

    /// <summary>The nearest double of a sum kept in two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(ulong low, ulong high) =>
        high + (low >> 63) == 0 ? (long)low * Unit : (double)new Int128(high, low) * Unit;

    /// <summary>Adds a value to a sum of three words (low, high, number of values); NaN changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref ulong sum, double value)
    {
        if (Math.Abs(value) < LongLimit)
        {
            long units = (long)Math.Round(value * Scale);
            ulong low = sum + (ulong)units;
            Unsafe.Add(ref sum, 1) += (ulong)(units >> 63) + (low < (ulong)units ? 1UL : 0);
            sum = low;
            Unsafe.Add(ref sum, 2)++;
        }
        else
        {
            AddLarge(ref sum, value, 1);
        }
    }

    /// <summary>Undoes <see cref="Add"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(ref ulong sum, double value)
    {
        if (Math.Abs(value) < LongLimit)
        {
            long units = (long)Math.Round(value * Scale);
            ulong low = sum;
            Unsafe.Add(ref sum, 1) -= (ulong)(units >> 63) + (low < (ulong)units ? 1UL : 0);
            sum = low - (ulong)units;
            Unsafe.Add(ref sum, 2)--;
        }
        else
        {
            AddLarge(ref sum, value, -1);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddLarge(ref ulong words, double value, int sign)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        var sum = new Int128(Unsafe.Add(ref words, 1), words);
        sum = sign > 0 ? sum + FromLarge(value) : sum - FromLarge(value);
        words = (ulong)sum;
        Unsafe.Add(ref words, 1) = (ulong)(sum >> 64);
        Unsafe.Add(ref words, 2) += unchecked((ulong)sign);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Int128 FromLarge(double value) => (Int128)(Math.Clamp(value, -Largest, Largest) * Scale);
}
