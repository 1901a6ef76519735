using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>The square root; below 0 the scalar code decides.</summary>
internal readonly unsafe struct SquareRootOperation : IBlockOperation
{
    public static bool IsBinary => false;

    public static bool HidesMissing => false;

    public static bool HidesInfinity => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke<TLayout>(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
        where TLayout : struct, IParameterLayout
    {
        ulong outside = Vector512.LessThan(low, Vector512<double>.Zero).ExtractMostSignificantBits()
            | Vector512.LessThan(high, Vector512<double>.Zero).ExtractMostSignificantBits();
        low = Vector512.Sqrt(low);
        high = Vector512.Sqrt(high);
        return outside;
    }
}
