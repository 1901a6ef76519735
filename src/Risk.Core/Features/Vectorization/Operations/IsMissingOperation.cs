using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>1 for NaN, else 0.</summary>
internal readonly unsafe struct IsMissingOperation : IBlockOperation
{
    public static bool IsBinary => false;

    public static bool HidesMissing => true;

    public static bool HidesInfinity => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke<TLayout>(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
        where TLayout : struct, IParameterLayout
    {
        low = Half(low);
        high = Half(high);
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Half(Vector512<double> x) =>
        Vector512.ConditionalSelect(Vector512.Equals(x, x), Vector512<double>.Zero, Vector512<double>.One);
}
