using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization;

/// <summary>One value for all lanes: lanes are the same feature of different events.</summary>
internal readonly unsafe struct ColumnParameters : IParameterLayout
{
    public static int Doubles => 1;

    public static int ToHigh => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* parameter) => Vector512.Create(*parameter);
}
