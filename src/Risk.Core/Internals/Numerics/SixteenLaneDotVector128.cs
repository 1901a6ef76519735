using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

/// <summary><see cref="SixteenLaneDot"/> with eight vectors of 128 bits.</summary>
internal static class SixteenLaneDotVector128
{
    /// <summary>The dot product of at least 16 values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Compute<T>(ref readonly T row, ref readonly double weights, int length)
        where T : unmanaged
    {
        Vector128<double> lanes0 = Vector128<double>.Zero;
        Vector128<double> lanes2 = Vector128<double>.Zero;
        Vector128<double> lanes4 = Vector128<double>.Zero;
        Vector128<double> lanes6 = Vector128<double>.Zero;
        Vector128<double> lanes8 = Vector128<double>.Zero;
        Vector128<double> lanes10 = Vector128<double>.Zero;
        Vector128<double> lanes12 = Vector128<double>.Zero;
        Vector128<double> lanes14 = Vector128<double>.Zero;
        nuint whole = (nuint)length / SixteenLaneDot.Lanes * SixteenLaneDot.Lanes;
        for (nuint block = 0; block < whole; block += SixteenLaneDot.Lanes)
        {
            lanes0 = Add(in row, block, in weights, block, lanes0);
            lanes2 = Add(in row, block + 2, in weights, block + 2, lanes2);
            lanes4 = Add(in row, block + 4, in weights, block + 4, lanes4);
            lanes6 = Add(in row, block + 6, in weights, block + 6, lanes6);
            lanes8 = Add(in row, block + 8, in weights, block + 8, lanes8);
            lanes10 = Add(in row, block + 10, in weights, block + 10, lanes10);
            lanes12 = Add(in row, block + 12, in weights, block + 12, lanes12);
            lanes14 = Add(in row, block + 14, in weights, block + 14, lanes14);
        }

        int rest = length - (int)whole;
        if (rest != 0)
        {
            nuint last = (nuint)length - SixteenLaneDot.Lanes;
            ref readonly long mask = ref SixteenLaneDot.Mask(rest);
            lanes0 = Add(in row, last, in mask, 0, in weights, whole, lanes0);
            lanes2 = Add(in row, last + 2, in mask, 2, in weights, whole + 2, lanes2);
            lanes4 = Add(in row, last + 4, in mask, 4, in weights, whole + 4, lanes4);
            lanes6 = Add(in row, last + 6, in mask, 6, in weights, whole + 6, lanes6);
            lanes8 = Add(in row, last + 8, in mask, 8, in weights, whole + 8, lanes8);
            lanes10 = Add(in row, last + 10, in mask, 10, in weights, whole + 10, lanes10);
            lanes12 = Add(in row, last + 12, in mask, 12, in weights, whole + 12, lanes12);
            lanes14 = Add(in row, last + 14, in mask, 14, in weights, whole + 14, lanes14);
        }

        lanes0 += lanes8;
        lanes2 += lanes10;
        lanes4 += lanes12;
        lanes6 += lanes14;
        lanes0 += lanes4;
        lanes2 += lanes6;
        Vector128<double> pair = lanes0 + lanes2;
        return pair.ToScalar() + pair.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Add<T>(ref readonly T row, nuint at, ref readonly double weights, nuint weight, Vector128<double> sum)
        where T : unmanaged =>
        Vector128.FusedMultiplyAdd(
            SixteenLaneDot.Load<T, Vector128<double>, Vector128Double>(in row, at),
            Vector128.LoadUnsafe(in weights, weight),
            sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Add<T>(
        ref readonly T row,
        nuint at,
        ref readonly long mask,
        nuint lane,
        ref readonly double weights,
        nuint weight,
        Vector128<double> sum)
        where T : unmanaged =>
        Vector128.FusedMultiplyAdd(
            SixteenLaneDot.Load<T, Vector128<double>, Vector128Double>(in row, at) & Vector128.LoadUnsafe(in mask, lane).AsDouble(),
            Vector128.LoadUnsafe(in weights, weight),
            sum);
}
