using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

/// <summary><see cref="SixteenLaneDot"/> with sixteen vectors of 128 bits.</summary>
internal static class SixteenLaneDotVector128
{
    /// <summary>The dot product of at least 16 values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Compute<T>(ref readonly T row, ref readonly double weights, int length)
        where T : unmanaged
    {
        Vector128<double> even0 = Vector128<double>.Zero, odd0 = Vector128<double>.Zero;
        Vector128<double> even2 = Vector128<double>.Zero, odd2 = Vector128<double>.Zero;
        Vector128<double> even4 = Vector128<double>.Zero, odd4 = Vector128<double>.Zero;
        Vector128<double> even6 = Vector128<double>.Zero, odd6 = Vector128<double>.Zero;
        Vector128<double> even8 = Vector128<double>.Zero, odd8 = Vector128<double>.Zero;
        Vector128<double> even10 = Vector128<double>.Zero, odd10 = Vector128<double>.Zero;
        Vector128<double> even12 = Vector128<double>.Zero, odd12 = Vector128<double>.Zero;
        Vector128<double> even14 = Vector128<double>.Zero, odd14 = Vector128<double>.Zero;
        nuint whole = (nuint)length / SixteenLaneDot.Lanes * SixteenLaneDot.Lanes;
        nuint block = 0;
        for (; block + (2 * SixteenLaneDot.Lanes) <= whole; block += 2 * SixteenLaneDot.Lanes)
        {
            even0 = Add(in row, block, in weights, block, even0);
            even2 = Add(in row, block + 2, in weights, block + 2, even2);
            even4 = Add(in row, block + 4, in weights, block + 4, even4);
            even6 = Add(in row, block + 6, in weights, block + 6, even6);
            even8 = Add(in row, block + 8, in weights, block + 8, even8);
            even10 = Add(in row, block + 10, in weights, block + 10, even10);
            even12 = Add(in row, block + 12, in weights, block + 12, even12);
            even14 = Add(in row, block + 14, in weights, block + 14, even14);
            odd0 = Add(in row, block + 16, in weights, block + 16, odd0);
            odd2 = Add(in row, block + 18, in weights, block + 18, odd2);
            odd4 = Add(in row, block + 20, in weights, block + 20, odd4);
            odd6 = Add(in row, block + 22, in weights, block + 22, odd6);
            odd8 = Add(in row, block + 24, in weights, block + 24, odd8);
            odd10 = Add(in row, block + 26, in weights, block + 26, odd10);
            odd12 = Add(in row, block + 28, in weights, block + 28, odd12);
            odd14 = Add(in row, block + 30, in weights, block + 30, odd14);
        }

        if (block < whole)
        {
            even0 = Add(in row, block, in weights, block, even0);
            even2 = Add(in row, block + 2, in weights, block + 2, even2);
            even4 = Add(in row, block + 4, in weights, block + 4, even4);
            even6 = Add(in row, block + 6, in weights, block + 6, even6);
            even8 = Add(in row, block + 8, in weights, block + 8, even8);
            even10 = Add(in row, block + 10, in weights, block + 10, even10);
            even12 = Add(in row, block + 12, in weights, block + 12, even12);
            even14 = Add(in row, block + 14, in weights, block + 14, even14);
        }

        int rest = length - (int)whole;
        if (rest != 0)
        {
            nuint last = (nuint)length - SixteenLaneDot.Lanes;
            ref readonly long mask = ref SixteenLaneDot.Mask(rest);
            odd0 = Add(in row, last, in mask, 0, in weights, whole, odd0);
            odd2 = Add(in row, last + 2, in mask, 2, in weights, whole + 2, odd2);
            odd4 = Add(in row, last + 4, in mask, 4, in weights, whole + 4, odd4);
            odd6 = Add(in row, last + 6, in mask, 6, in weights, whole + 6, odd6);
            odd8 = Add(in row, last + 8, in mask, 8, in weights, whole + 8, odd8);
            odd10 = Add(in row, last + 10, in mask, 10, in weights, whole + 10, odd10);
            odd12 = Add(in row, last + 12, in mask, 12, in weights, whole + 12, odd12);
            odd14 = Add(in row, last + 14, in mask, 14, in weights, whole + 14, odd14);
        }

        even0 = even0 + odd0 + (even8 + odd8);
        even2 = even2 + odd2 + (even10 + odd10);
        even4 = even4 + odd4 + (even12 + odd12);
        even6 = even6 + odd6 + (even14 + odd14);
        even0 += even4;
        even2 += even6;
        Vector128<double> pair = even0 + even2;
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
