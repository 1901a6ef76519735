using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

/// <summary><see cref="SixteenLaneDot"/> with four vectors of 512 bits.</summary>
internal static class SixteenLaneDotVector512
{
    /// <summary>The dot product of at least 16 values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Compute<T>(ref readonly T row, ref readonly double weights, int length)
        where T : unmanaged
    {
        Vector512<double> even0 = Vector512<double>.Zero, odd0 = Vector512<double>.Zero;
        Vector512<double> even8 = Vector512<double>.Zero, odd8 = Vector512<double>.Zero;
        nuint whole = (nuint)length / SixteenLaneDot.Lanes * SixteenLaneDot.Lanes;
        nuint block = 0;
        for (; block + (2 * SixteenLaneDot.Lanes) <= whole; block += 2 * SixteenLaneDot.Lanes)
        {
            even0 = Add(in row, block, in weights, block, even0);
            even8 = Add(in row, block + 8, in weights, block + 8, even8);
            odd0 = Add(in row, block + 16, in weights, block + 16, odd0);
            odd8 = Add(in row, block + 24, in weights, block + 24, odd8);
        }

        if (block < whole)
        {
            even0 = Add(in row, block, in weights, block, even0);
            even8 = Add(in row, block + 8, in weights, block + 8, even8);
        }

        int rest = length - (int)whole;
        if (rest != 0)
        {
            nuint last = (nuint)length - SixteenLaneDot.Lanes;
            ref readonly long mask = ref SixteenLaneDot.Mask(rest);
            odd0 = Add(in row, last, in mask, 0, in weights, whole, odd0);
            odd8 = Add(in row, last + 8, in mask, 8, in weights, whole + 8, odd8);
        }

        even0 = even0 + odd0 + (even8 + odd8);
        Vector256<double> quarter = even0.GetLower() + even0.GetUpper();
        Vector128<double> pair = quarter.GetLower() + quarter.GetUpper();
        return pair.ToScalar() + pair.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add<T>(ref readonly T row, nuint at, ref readonly double weights, nuint weight, Vector512<double> sum)
        where T : unmanaged =>
        Vector512.FusedMultiplyAdd(
            SixteenLaneDot.Load<T, Vector512<double>, Vector512Double>(in row, at),
            Vector512.LoadUnsafe(in weights, weight),
            sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add<T>(
        ref readonly T row,
        nuint at,
        ref readonly long mask,
        nuint lane,
        ref readonly double weights,
        nuint weight,
        Vector512<double> sum)
        where T : unmanaged =>
        Vector512.FusedMultiplyAdd(
            SixteenLaneDot.Load<T, Vector512<double>, Vector512Double>(in row, at) & Vector512.LoadUnsafe(in mask, lane).AsDouble(),
            Vector512.LoadUnsafe(in weights, weight),
            sum);
}
