using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Risk.Internals.Numerics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>sign(x) × log(1 + |x|); from 2^54 on the scalar code decides.</summary>
internal readonly struct SignedLogOperation : IHalfFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke(ref Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        ulong outside = Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(Logarithm.VectorLog1pEnd)).ExtractMostSignificantBits();
        x = Vector512.CopySign(Logarithm.Log1p(magnitude), x);
        return outside;
    }
}
