using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

/// <summary><see cref="SixteenLaneDot"/> one value at a time: the law that the vector forms follow.</summary>
internal static class SixteenLaneDotScalar
{
    /// <summary>The dot product of at least 16 values.</summary>
    public static double Compute<T>(ref readonly T row, ref readonly double weights, int length)
        where T : unmanaged
    {
        Span<double> even = stackalloc double[SixteenLaneDot.Lanes];
        Span<double> odd = stackalloc double[SixteenLaneDot.Lanes];
        even.Clear();
        odd.Clear();
        int whole = length / SixteenLaneDot.Lanes * SixteenLaneDot.Lanes;
        for (int block = 0; block < whole; block += SixteenLaneDot.Lanes)
        {
            Span<double> sums = block / SixteenLaneDot.Lanes % 2 == 0 ? even : odd;
            for (int lane = 0; lane < SixteenLaneDot.Lanes; lane++)
            {
                sums[lane] = Math.FusedMultiplyAdd(Value(in row, block + lane), Weight(in weights, block + lane), sums[lane]);
            }
        }

        if (whole != length)
        {
            for (int lane = 0; lane < SixteenLaneDot.Lanes; lane++)
            {
                int position = length - SixteenLaneDot.Lanes + lane;
                double value = position < whole ? 0 : Value(in row, position);
                odd[lane] = Math.FusedMultiplyAdd(value, Weight(in weights, whole + lane), odd[lane]);
            }
        }

        Span<double> lanes = even;
        for (int lane = 0; lane < SixteenLaneDot.Lanes; lane++)
        {
            lanes[lane] += odd[lane];
        }

        for (int width = SixteenLaneDot.Lanes / 2; width > 0; width /= 2)
        {
            for (int lane = 0; lane < width; lane++)
            {
                lanes[lane] += lanes[lane + width];
            }
        }

        return lanes[0];
    }

    private static double Value<T>(ref readonly T row, int position)
        where T : unmanaged => SixteenLaneDot.Load<T, double, ScalarDouble>(in row, (nuint)position);

    private static double Weight(ref readonly double weights, int position) => Unsafe.Add(ref Unsafe.AsRef(in weights), position);
}
