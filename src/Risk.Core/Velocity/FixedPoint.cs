using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// Sums of doubles that do not depend on the order of adding and removing: each value is rounded once to a multiple of 2^-30 (about 1e-9; integers
/// and cents stay exact) and added as a 128-bit integer. So a window that slides equals one computed anew, bit for bit.
/// </summary>
internal static class FixedPoint
{
    private const double Scale = 1 << 30;

    // Beyond this magnitude a double has no bits below 2^-30 left to round, and beyond the second one a sum could overflow: it saturates.
    private const double LongLimit = 1L << 32;
    private const double Largest = 1e26;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int128 From(double value) => Math.Abs(value) < LongLimit ? (long)Math.Round(value * Scale) : FromLarge(value);

    /// <summary>The nearest double of a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(Int128 sum) =>
        (ulong)(sum >> 64) + ((ulong)sum >> 63) == 0 ? (long)sum / Scale : (double)sum / Scale;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Int128 FromLarge(double value) => (Int128)(Math.Clamp(value, -Largest, Largest) * Scale);
}
