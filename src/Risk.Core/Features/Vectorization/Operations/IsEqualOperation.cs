using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>1 where the operand equals the lane's number, else 0, for NaN too.</summary>
internal readonly unsafe struct IsEqualOperation : IBlockOperation
{
    public static bool IsBinary => false;

    public static bool HidesMissing => true;

    public static bool HidesInfinity => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
    {
        low = Half(low, parameters);
        high = Half(high, parameters + Vector512<double>.Count);
        parameters += 2 * Vector512<double>.Count;
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Half(Vector512<double> x, double* number) =>
        Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Load(number)), Vector512<double>.One, Vector512<double>.Zero);
}
