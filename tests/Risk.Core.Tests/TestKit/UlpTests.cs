using Xunit.Sdk;

namespace Risk.Core.Tests.TestKit;

public class UlpTests
{
    [Theory]
    [InlineData(1f, 1f, 0)]
    [InlineData(0f, -0f, 0)]
    [InlineData(float.Epsilon, -float.Epsilon, 2)]
    [InlineData(float.NaN, float.NaN, 0)]
    [InlineData(float.NaN, 1f, long.MaxValue)]
    [InlineData(float.MaxValue, float.PositiveInfinity, 1)]
    public void Distance_of_floats(float a, float b, long expected)
    {
        Assert.Equal(expected, Ulp.Distance(a, b));
        Assert.Equal(expected, Ulp.Distance(b, a));
    }

    [Theory]
    [InlineData(1d, 1d, 0)]
    [InlineData(0d, -0d, 0)]
    [InlineData(double.Epsilon, -double.Epsilon, 2)]
    [InlineData(double.NaN, 1d, long.MaxValue)]
    [InlineData(double.MinValue, double.MaxValue, long.MaxValue)]
    public void Distance_of_doubles(double a, double b, long expected)
    {
        Assert.Equal(expected, Ulp.Distance(a, b));
        Assert.Equal(expected, Ulp.Distance(b, a));
    }

    [Fact]
    public void Neighbours_are_one_apart()
    {
        Ulp.AssertWithin(1f, float.BitIncrement(1f), 1);
        Ulp.AssertWithin(-1d, double.BitDecrement(-1d), 1);
        Assert.Throws<XunitException>(() => Ulp.AssertWithin(1f, float.BitIncrement(float.BitIncrement(1f)), 1));
    }

    [Fact]
    public void Bit_equality_tells_zeros_apart_and_not_nans()
    {
        Ulp.AssertBitEqual(float.NaN, -float.NaN);
        Assert.Throws<XunitException>(() => Ulp.AssertBitEqual(0d, -0d));
    }

    [Fact]
    public void A_vector_names_the_position()
    {
        XunitException error = Assert.Throws<XunitException>(() => Ulp.AssertBitEqual([1f, 2f, 3f], [1f, 2f, 4f], "margin"));
        Assert.StartsWith("margin[2]: expected 3 (0x40400000), got 4 (0x40800000)", error.Message, StringComparison.Ordinal);
    }
}
