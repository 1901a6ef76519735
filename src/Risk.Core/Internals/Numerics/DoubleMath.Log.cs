using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

/// <remarks>The logarithms are those of <see cref="Logarithm"/>, which feature pipelines use too.</remarks>
internal static partial class DoubleMath
{
    /// <summary>The natural logarithm; minus infinity for 0, NaN below.</summary>
    public static double Log(double x) => Logarithm.Log(x);

    /// <summary>log(1 + x), exact to the last bits near 0 too; minus infinity for -1, NaN below.</summary>
    public static double LogOnePlus(double x) => Logarithm.Log1p(x);

    /// <summary>log(1 + x) for x between -1 and 2^54, both excluded, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOnePlus<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        WithNaN<TVector, TLanes>(Logarithm.LogOnePlusOfSmall<TVector, TLanes>(x), x);

    /// <summary>log(x) for a positive normal x, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOfNormal<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        WithNaN<TVector, TLanes>(Logarithm.LogOfNormal<TVector, TLanes>(x), x);

    // NaN has no exponent to split: it is passed on by hand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector WithNaN<TVector, TLanes>(TVector result, TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> => TLanes.Add(result, TLanes.Subtract(x, x));
}
