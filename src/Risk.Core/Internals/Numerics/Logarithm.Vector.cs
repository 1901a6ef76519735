using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

internal static partial class Logarithm
{
    /// <summary>The upper end, exclusive, of what the vector form of log1p takes.</summary>
    public const double VectorLog1pEnd = TwoTo54;

    /// <summary>Eight logarithms: bit for bit <see cref="Log(double)"/> for positive normal numbers, undefined for all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        Vector512<double> mantissa = Split(x, out Vector512<double> exponent, out _);
        return Combine(mantissa - Vector512<double>.One, exponent);
    }

    /// <summary>Eight log1p: bit for bit <see cref="Log1p(double)"/> between -1 and 2^54, both excluded, undefined for all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1p(Vector512<double> x)
    {
        Split(Vector512<double>.One + x, out Vector512<double> exponent, out Vector512<double> scale);
        return Combine(Vector512.FusedMultiplyAdd(x, scale, scale - Vector512<double>.One), exponent);
    }

    /// <summary>Whether <see cref="Log(Vector512{double})"/> is defined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsInLogRange(Vector512<double> x) =>
        Vector512.GreaterThanOrEqual(x, Vector512.Create(SmallestNormal)) & Vector512.LessThanOrEqual(x, Vector512.Create(double.MaxValue));

    /// <summary>Whether <see cref="Log1p(Vector512{double})"/> is defined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsInLog1pRange(Vector512<double> x) =>
        Vector512.GreaterThan(x, Vector512.Create(-1.0)) & Vector512.LessThan(x, Vector512.Create(TwoTo54));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Split(Vector512<double> x, out Vector512<double> exponent, out Vector512<double> scale)
    {
        Vector512<long> bits = x.AsInt64();
        Vector512<long> biased = (bits + Vector512.Create(One - RootHalf)) & Vector512.Create(ExponentMask);
        exponent = ((biased >>> 52) | Vector512.Create(Magic)).AsDouble() - Vector512.Create(MagicAndBias);
        scale = (Vector512.Create(2 * One) - biased).AsDouble();
        return (bits - biased + Vector512.Create(One)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Combine(Vector512<double> f, Vector512<double> exponent)
    {
        Vector512<double> f2 = f * f;
        Vector512<double> f4 = f2 * f2;
        Vector512<double> f8 = f4 * f4;
        Vector512<double> low = Quad(f, f2, Q0, Q1, Q2, Q3);
        Vector512<double> second = Quad(f, f2, Q4, Q5, Q6, Q7);
        Vector512<double> third = Quad(f, f2, Q8, Q9, Q10, Q11);
        Vector512<double> fourth = Quad(f, f2, Q12, Q13, Q14, Q15);
        Vector512<double> fifth = Quad(f, f2, Q16, Q17, Q18, Q19);
        low = Vector512.FusedMultiplyAdd(second, f4, low);
        third = Vector512.FusedMultiplyAdd(fourth, f4, third);
        third = Vector512.FusedMultiplyAdd(fifth, f8, third);
        Vector512<double> q = Vector512.FusedMultiplyAdd(third, f8, low);

        Vector512<double> tail = Vector512.FusedMultiplyAdd(f2 * f, q, exponent * Vector512.Create(Ln2Low));
        Vector512<double> head = exponent * Vector512.Create(Ln2High);
        Vector512<double> half = Vector512.Create(0.5) * f2;
        return head - (half - tail - f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Quad(Vector512<double> f, Vector512<double> f2, double c0, double c1, double c2, double c3) =>
        Vector512.FusedMultiplyAdd(
            Vector512.FusedMultiplyAdd(f, Vector512.Create(c3), Vector512.Create(c2)),
            f2,
            Vector512.FusedMultiplyAdd(f, Vector512.Create(c1), Vector512.Create(c0)));
}
