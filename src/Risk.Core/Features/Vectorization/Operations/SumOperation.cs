using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>left + right.</summary>
internal readonly unsafe struct SumOperation : IBlockOperation
{
    public static bool IsBinary => true;

    public static bool HidesMissing => false;

    public static bool HidesInfinity => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke<TLayout>(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
        where TLayout : struct, IParameterLayout
    {
        low += rightLow;
        high += rightHigh;
        return 0;
    }
}
