using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Risk.Internals.Numerics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>log(1 + x), NaN for NaN; outside (-1, 2^54) the scalar code decides.</summary>
internal readonly struct Log1pOperation : IHalfFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke(ref Vector512<double> x)
    {
        ulong outside = Logarithm.IsOutsideLog1p(x).ExtractMostSignificantBits();
        x = Logarithm.Log1p(x);
        return outside;
    }
}
