using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>The operand itself.</summary>
internal readonly unsafe struct IdentityOperation : IBlockOperation
{
    public static bool IsBinary => false;

    public static bool HidesMissing => false;

    public static bool HidesInfinity => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke<TLayout>(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
        where TLayout : struct, IParameterLayout
    {
        return 0;
    }
}
