using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Risk.Internals.Numerics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>log(1 + x); outside (-1, 2^54) the scalar code decides.</summary>
internal readonly struct Log1pOperation : IHalfFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke(ref Vector512<double> x)
    {
        Vector512<double> isPresent = Vector512.Equals(x, x);
        ulong outside = isPresent.ExtractMostSignificantBits() & ~Logarithm.IsInLog1pRange(x).ExtractMostSignificantBits();
        x = Vector512.ConditionalSelect(isPresent, Logarithm.Log1p(x), x);
        return outside;
    }
}
