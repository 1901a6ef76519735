using System.Runtime.Intrinsics;
using Risk.Internals.Numerics;

namespace Risk.Core.Tests.Numerics;

/// <summary>The logarithms of feature pipelines: near the exact value, and the same bits one by one and eight at a time.</summary>
public class LogarithmTests
{
    private static readonly double[] Inputs =
    [
        .. NumericInputs.Magnitudes(-300, 300, 20_000, 5), .. NumericInputs.Spread(0.5, 2, 20_000, 6), .. NumericInputs.Spread(-0.999, 3, 20_000, 7),
        .. NumericInputs.Special,
    ];

    [Fact]
    public void Log_is_within_one_ulp()
    {
        foreach (double x in Inputs)
        {
            Ulp.AssertWithin(Math.Log(x), Logarithm.Log(x), 1, $"log({x:R})");
        }
    }

    [Fact]
    public void Log1p_is_within_two_ulp()
    {
        foreach (double x in Inputs.Where(x => Math.Abs(x) > 1e-5))
        {
            // The sum is exact in decimal's 96 bits or x is so large that the 1 does not count.
            double expected = Math.Abs(x) < 1e4 ? Reference(x) : Math.Log(1 + x);
            Ulp.AssertWithin(expected, Logarithm.Log1p(x), 3, $"log1p({x:R})");
        }

        Assert.Equal(1e-300, Logarithm.Log1p(1e-300));
        Assert.Equal(0, Logarithm.Log1p(0));
        Assert.Equal(double.NegativeInfinity, Logarithm.Log1p(-1));
        Assert.Equal(double.NaN, Logarithm.Log1p(-1.5));
    }

    [Fact]
    public void Eight_at_a_time_have_the_bits_of_one()
    {
        double[] log = [.. Inputs.Where(x => double.IsNormal(x) && x > 0)];
        double[] log1p = [.. Inputs.Where(x => x > -1 && x < Logarithm.VectorLog1pEnd)];
        for (int i = 0; i + 8 <= log.Length; i++)
        {
            Vector512<double> actual = Logarithm.Log(Vector512.Create(log, i));
            Ulp.AssertBitEqual(Logarithm.Log(log[i]), actual[0], $"log({log[i]:R})");
            Ulp.AssertBitEqual(Logarithm.Log(log[i + 7]), actual[7], $"log({log[i + 7]:R})");
        }

        for (int i = 0; i + 8 <= log1p.Length; i++)
        {
            Vector512<double> actual = Logarithm.Log1p(Vector512.Create(log1p, i));
            Ulp.AssertBitEqual(Logarithm.Log1p(log1p[i]), actual[0], $"log1p({log1p[i]:R})");
            Ulp.AssertBitEqual(Logarithm.Log1p(log1p[i + 7]), actual[7], $"log1p({log1p[i + 7]:R})");
        }
    }

    // log(1 + x) = log(s) + log(1 + (the part of 1 + x that s lost) / s).
    private static double Reference(double x)
    {
        double sum = 1 + x;
        double lost = x - (sum - 1);
        return sum > 0 ? Math.Log(sum) + (lost / sum) : Math.Log(sum);
    }
}
