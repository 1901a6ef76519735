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
    public static ulong Invoke<TLayout>(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
        where TLayout : struct, IParameterLayout
    {
        low = Half(low, TLayout.Load(parameters));
        high = Half(high, TLayout.Load(parameters + TLayout.ToHigh));
        parameters += TLayout.Doubles;
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Half(Vector512<double> x, Vector512<double> number) =>
        Vector512.ConditionalSelect(Vector512.Equals(x, number), Vector512<double>.One, Vector512<double>.Zero);
}
