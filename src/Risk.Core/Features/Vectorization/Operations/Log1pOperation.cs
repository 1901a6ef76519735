using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Risk.Internals.Numerics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>log(1 + x); outside (-1, 2^54) the scalar code decides.</summary>
internal readonly unsafe struct Log1pOperation : IBlockOperation
{
    public static bool IsBinary => false;

    public static bool HidesMissing => false;

    public static bool HidesInfinity => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
    {
        // A group of at most eight lanes has the same lanes in both halves.
        if (Vector512.EqualsAll(low.AsInt64(), high.AsInt64()))
        {
            ulong outside = Half(ref low);
            high = low;
            return outside;
        }

        return Half(ref low) | Half(ref high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Half(ref Vector512<double> x)
    {
        Vector512<double> isPresent = Vector512.Equals(x, x);
        ulong outside = isPresent.ExtractMostSignificantBits() & ~Logarithm.IsInLog1pRange(x).ExtractMostSignificantBits();
        x = Vector512.ConditionalSelect(isPresent, Logarithm.Log1p(x), x);
        return outside;
    }
}
