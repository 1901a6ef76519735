using Risk.Internals.Numerics;

namespace Risk.Core.Tests.Numerics;

/// <summary>Every width gives the bits of the scalar law, and the law is the dot product.</summary>
public class SixteenLaneDotTests
{
    [Fact]
    public void Every_width_and_length_gives_the_bits_of_the_law()
    {
        var random = new Random(21);
        for (int length = 1; length <= 257; length++)
        {
            double[] weights = Numbers(random, length);
            double[] arranged = Arranged(weights);
            double[] row = Numbers(random, length);
            float[] narrow = Array.ConvertAll(row, x => (float)x);
            double[] widened = Array.ConvertAll(narrow, x => (double)x);
            double law = Law(row, arranged);
            Ulp.AssertBitEqual(law, SixteenLaneDot.Compute(in row[0], in arranged[0], length), $"{length} doubles");
            Ulp.AssertBitEqual(Law(widened, arranged), SixteenLaneDot.Compute(in narrow[0], in arranged[0], length), $"{length} floats");
            if (length >= SixteenLaneDot.Lanes)
            {
                Ulp.AssertBitEqual(law, SixteenLaneDotVector128.Compute(in row[0], in arranged[0], length), $"128, {length}");
                Ulp.AssertBitEqual(law, SixteenLaneDotVector256.Compute(in row[0], in arranged[0], length), $"256, {length}");
                Ulp.AssertBitEqual(law, SixteenLaneDotVector512.Compute(in row[0], in arranged[0], length), $"512, {length}");
            }
        }
    }

    [Fact]
    public void It_is_the_dot_product()
    {
        var random = new Random(22);
        foreach (int length in (int[])[1, 5, 15, 16, 17, 31, 32, 100, 1000])
        {
            double[] weights = Numbers(random, length);
            double[] row = Numbers(random, length);
            double exact = 0;
            double size = 0;
            for (int i = 0; i < length; i++)
            {
                exact += weights[i] * row[i];
                size += Math.Abs(weights[i] * row[i]);
            }

            Tolerance.AssertWithin(exact, SixteenLaneDot.Compute(in row[0], in Arranged(weights)[0], length), size * 1e-14);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(20)]
    public void Infinity_is_not_spoiled_by_the_overlap_of_the_last_block(int length)
    {
        double[] weights = [.. Enumerable.Repeat(1.0, length)];
        double[] arranged = Arranged(weights);
        for (int position = 0; position < length; position++)
        {
            double[] row = new double[length];
            row[position] = double.PositiveInfinity;
            Assert.Equal(double.PositiveInfinity, SixteenLaneDot.Compute(in row[0], in arranged[0], length));
            row[position] = double.NaN;
            Assert.Equal(double.NaN, SixteenLaneDot.Compute(in row[0], in arranged[0], length));
        }
    }

    private static double Law(double[] row, double[] arranged)
    {
        double[] padded = row.Length >= SixteenLaneDot.Lanes ? row : [.. row, .. new double[SixteenLaneDot.Lanes - row.Length]];
        return SixteenLaneDotScalar.Compute(in padded[0], in arranged[0], padded.Length);
    }

    private static double[] Arranged(double[] weights)
    {
        double[] arranged = new double[SixteenLaneDot.ArrangedLength(weights.Length)];
        SixteenLaneDot.Arrange(weights, arranged);
        return arranged;
    }

    // Magnitudes that differ, so that another order gives other bits.
    private static double[] Numbers(Random random, int length)
    {
        double[] numbers = new double[length];
        foreach (ref double number in numbers.AsSpan())
        {
            number = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4));
        }

        return numbers;
    }
}
