using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Risk.Internals.Numerics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>log(x); for what is no positive normal number the scalar code decides.</summary>
internal readonly struct LogOperation : IHalfFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke(ref Vector512<double> x)
    {
        Vector512<double> isPresent = Vector512.Equals(x, x);
        ulong outside = isPresent.ExtractMostSignificantBits() & ~Logarithm.IsInLogRange(x).ExtractMostSignificantBits();
        x = Vector512.ConditionalSelect(isPresent, Logarithm.Log(x), x);
        return outside;
    }
}
