using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

/// <summary><see cref="SixteenLaneDot"/> with eight vectors of 256 bits.</summary>
internal static class SixteenLaneDotVector256
{
    /// <summary>The dot product of at least 16 values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Compute<T>(ref readonly T row, ref readonly double weights, int length)
        where T : unmanaged
    {
        Vector256<double> even0 = Vector256<double>.Zero, odd0 = Vector256<double>.Zero;
        Vector256<double> even4 = Vector256<double>.Zero, odd4 = Vector256<double>.Zero;
        Vector256<double> even8 = Vector256<double>.Zero, odd8 = Vector256<double>.Zero;
        Vector256<double> even12 = Vector256<double>.Zero, odd12 = Vector256<double>.Zero;
        nuint whole = (nuint)length / SixteenLaneDot.Lanes * SixteenLaneDot.Lanes;
        nuint block = 0;
        for (; block + (2 * SixteenLaneDot.Lanes) <= whole; block += 2 * SixteenLaneDot.Lanes)
        {
            even0 = Add(in row, block, in weights, block, even0);
            even4 = Add(in row, block + 4, in weights, block + 4, even4);
            even8 = Add(in row, block + 8, in weights, block + 8, even8);
            even12 = Add(in row, block + 12, in weights, block + 12, even12);
            odd0 = Add(in row, block + 16, in weights, block + 16, odd0);
            odd4 = Add(in row, block + 20, in weights, block + 20, odd4);
            odd8 = Add(in row, block + 24, in weights, block + 24, odd8);
            odd12 = Add(in row, block + 28, in weights, block + 28, odd12);
        }

        if (block < whole)
        {
            even0 = Add(in row, block, in weights, block, even0);
            even4 = Add(in row, block + 4, in weights, block + 4, even4);
            even8 = Add(in row, block + 8, in weights, block + 8, even8);
            even12 = Add(in row, block + 12, in weights, block + 12, even12);
        }

        int rest = length - (int)whole;
        if (rest != 0)
        {
            nuint last = (nuint)length - SixteenLaneDot.Lanes;
            ref readonly long mask = ref SixteenLaneDot.Mask(rest);
            odd0 = Add(in row, last, in mask, 0, in weights, whole, odd0);
            odd4 = Add(in row, last + 4, in mask, 4, in weights, whole + 4, odd4);
            odd8 = Add(in row, last + 8, in mask, 8, in weights, whole + 8, odd8);
            odd12 = Add(in row, last + 12, in mask, 12, in weights, whole + 12, odd12);
        }

        even0 = even0 + odd0 + (even8 + odd8);
        even4 = even4 + odd4 + (even12 + odd12);
        even0 += even4;
        Vector128<double> pair = even0.GetLower() + even0.GetUpper();
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
