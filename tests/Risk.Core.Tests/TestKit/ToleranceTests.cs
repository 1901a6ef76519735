using Xunit.Sdk;

namespace Risk.Core.Tests.TestKit;

public class ToleranceTests
{
    [Theory]
    [InlineData(1, 1.0000005, true)]
    [InlineData(1, 1.000002, false)]
    [InlineData(double.NaN, double.NaN, true)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, false)]
    [InlineData(double.PositiveInfinity, 1e300, false)]
    public void Absolute(double expected, double actual, bool within)
    {
        Exception? error = Record.Exception(() => Tolerance.AssertWithin(expected, actual, 1e-6));
        Assert.Equal(within, error is null);
    }

    [Fact]
    public void Relative_scales_with_the_magnitude()
    {
        Tolerance.AssertWithinRelative(1e9, 1e9 + 1, 1e-8);
        Assert.Throws<XunitException>(() => Tolerance.AssertWithinRelative(1, 1.1, 1e-8));
    }

    [Fact]
    public void A_vector_names_the_worst_position()
    {
        XunitException error = Assert.Throws<XunitException>(
            () => Tolerance.AssertWithin([0d, 0d, 0d], [1d, 3d, 2d], 0.5, "probability"));
        Assert.StartsWith("probability[1]: expected 0, got 3", error.Message, StringComparison.Ordinal);
    }
}
