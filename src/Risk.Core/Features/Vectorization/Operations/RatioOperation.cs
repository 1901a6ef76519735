using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>left / right; missing when right is 0.</summary>
internal readonly unsafe struct RatioOperation : IBlockOperation
{
    public static bool IsBinary => true;

    public static bool HidesMissing => false;

    public static bool HidesInfinity => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke<TLayout>(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
        where TLayout : struct, IParameterLayout
    {
        low = Half(low, rightLow);
        high = Half(high, rightHigh);
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Half(Vector512<double> left, Vector512<double> right) =>
        Vector512.ConditionalSelect(Vector512.Equals(right, Vector512<double>.Zero), Vector512.Create(double.NaN), left / right);
}
