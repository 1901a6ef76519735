using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization;

/// <summary>A value for each lane: lanes are different features of one event.</summary>
internal readonly unsafe struct LaneParameters : IParameterLayout
{
    public static int Doubles => 2 * Vector512<double>.Count;

    public static int ToHigh => Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* parameter) => Vector512.Load(parameter);
}
