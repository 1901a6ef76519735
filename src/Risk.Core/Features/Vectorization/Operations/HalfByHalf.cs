using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>A function of each half; of one only, when a group of at most eight lanes has the same lanes in both.</summary>
internal readonly unsafe struct HalfByHalf<TFunction> : IBlockOperation
    where TFunction : struct, IHalfFunction
{
    public static bool IsBinary => false;

    public static bool HidesMissing => false;

    public static bool HidesInfinity => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke<TLayout>(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
        where TLayout : struct, IParameterLayout
    {
        if (Vector512.EqualsAll(low.AsInt64(), high.AsInt64()))
        {
            ulong outside = TFunction.Invoke(ref low);
            high = low;
            return outside;
        }

        return TFunction.Invoke(ref low) | TFunction.Invoke(ref high);
    }
}
