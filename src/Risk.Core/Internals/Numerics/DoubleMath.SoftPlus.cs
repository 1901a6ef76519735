using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

internal static partial class DoubleMath
{
    /// <summary>log(1 + exp(x)), without overflow; NaN for NaN.</summary>
    public static double SoftPlus(double x) => SoftPlus<double, ScalarDouble>(x);

    /// <inheritdoc cref="SoftPlus(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector SoftPlus<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector zero = TLanes.Broadcast(0);
        TVector log = LogOnePlus<TVector, TLanes>(Exp<TVector, TLanes>(TLanes.Negate(TLanes.Abs(x))));
        return TLanes.Add(TLanes.SelectLess(x, zero, zero, x), log);
    }
}
