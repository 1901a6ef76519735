using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

/// <summary><see cref="SixteenLaneDot"/> with four vectors of 256 bits.</summary>
internal static class SixteenLaneDotVector256
{
    /// <summary>The dot product of at least 16 values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Compute<T>(ref readonly T row, ref readonly double weights, int length)
        where T : unmanaged
    {
        Vector256<double> lanes0 = Vector256<double>.Zero;
        Vector256<double> lanes4 = Vector256<double>.Zero;
        Vector256<double> lanes8 = Vector256<double>.Zero;
        Vector256<double> lanes12 = Vector256<double>.Zero;
        nuint whole = (nuint)length / SixteenLaneDot.Lanes * SixteenLaneDot.Lanes;
        for (nuint block = 0; block < whole; block += SixteenLaneDot.Lanes)
        {
            lanes0 = Add(in row, block, in weights, block, lanes0);
            lanes4 = Add(in row, block + 4, in weights, block + 4, lanes4);
            lanes8 = Add(in row, block + 8, in weights, block + 8, lanes8);
            lanes12 = Add(in row, block + 12, in weights, block + 12, lanes12);
        }

        int rest = length - (int)whole;
        if (rest != 0)
        {
            nuint last = (nuint)length - SixteenLaneDot.Lanes;
            ref readonly long mask = ref SixteenLaneDot.Mask(rest);
            lanes0 = Add(in row, last, in mask, 0, in weights, whole, lanes0);
            lanes4 = Add(in row, last + 4, in mask, 4, in weights, whole + 4, lanes4);
            lanes8 = Add(in row, last + 8, in mask, 8, in weights, whole + 8, lanes8);
            lanes12 = Add(in row, last + 12, in mask, 12, in weights, whole + 12, lanes12);
        }

        lanes0 += lanes8;
        lanes4 += lanes12;
        lanes0 += lanes4;
        Vector128<double> pair = lanes0.GetLower() + lanes0.GetUpper();
        return pair.ToScalar() + pair.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Add<T>(ref readonly T row, nuint at, ref readonly double weights, nuint weight, Vector256<double> sum)
        where T : unmanaged =>
        Vector256.FusedMultiplyAdd(
            SixteenLaneDot.Load<T, Vector256<double>, Vector256Double>(in row, at),
            Vector256.LoadUnsafe(in weights, weight),
            sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Add<T>(
        ref readonly T row,
        nuint at,
        ref readonly long mask,
        nuint lane,
        ref readonly double weights,
        nuint weight,
        Vector256<double> sum)
        where T : unmanaged =>
        Vector256.FusedMultiplyAdd(
            SixteenLaneDot.Load<T, Vector256<double>, Vector256Double>(in row, at) & Vector256.LoadUnsafe(in mask, lane).AsDouble(),
            Vector256.LoadUnsafe(in weights, weight),
            sum);
}
