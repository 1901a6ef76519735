using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

internal static partial class Logarithm
{
    /// <summary>The upper end, exclusive, of what the vector form of log1p takes.</summary>
    public const double VectorLog1pEnd = TwoTo54;

    /// <summary>Eight logarithms: bit for bit <see cref="Log(double)"/> for positive normal numbers, undefined for all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x) => LogOfNormal<Vector512<double>, Vector512Double>(x);

    /// <summary>Eight log1p: bit for bit <see cref="Log1p(double)"/> between -1 and 2^54, both excluded; NaN stays NaN; undefined for all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1p(Vector512<double> x) => LogOnePlusOfSmall<Vector512<double>, Vector512Double>(x);

    /// <summary>Whether <see cref="Log(Vector512{double})"/> is defined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsInLogRange(Vector512<double> x) =>
        Vector512.GreaterThanOrEqual(x, Vector512.Create(SmallestNormal)) & Vector512.LessThanOrEqual(x, Vector512.Create(double.MaxValue));

    /// <summary>Whether <see cref="Log1p(Vector512{double})"/> is undefined for a number; NaN is not, it stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsOutsideLog1p(Vector512<double> x) =>
        Vector512.LessThanOrEqual(x, Vector512.Create(-1.0)) | Vector512.GreaterThanOrEqual(x, Vector512.Create(TwoTo54));
}
