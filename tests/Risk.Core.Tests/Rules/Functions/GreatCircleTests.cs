using Risk.Rules.Functions;

namespace Risk.Core.Tests.Rules.Functions;

public sealed class GreatCircleTests
{
    // The bits of the same formula in another language's doubles.
    [Theory]
    [InlineData(52.52, 13.405, 48.137, 11.575, 0x407F856AE3B39B71)]
    [InlineData(0, 0, 0, 180, 0x40D38BC75304B065)]
    [InlineData(1, 2, 1, 2, 0)]
    [InlineData(90, 0, -90, 0, 0x40D38BC75304B065)]
    [InlineData(-33.8688, 151.2093, 51.5074, -0.1278, 0x40D0987D3E6323DF)]
    [InlineData(0.0001, 0, 0, 0.0001, 0x3F901A4EFB694603)]
    [InlineData(10, 179.9, 10, -179.9, 0x4035E6B2198AC0CC)]
    public void Distances_have_the_same_bits_everywhere(double latitude1, double longitude1, double latitude2, double longitude2, long bits) =>
        Assert.Equal(bits, BitConverter.DoubleToInt64Bits(GreatCircle.Kilometres(latitude1, longitude1, latitude2, longitude2)));

    [Fact]
    public void Sine_cosine_and_arc_tangent_agree_with_the_platforms()
    {
        for (int i = -10_000; i <= 10_000; i++)
        {
            double angle = Math.PI * i / 10_000;
            Assert.Equal(Math.Sin(angle), FixedTrigonometry.Sine(angle), 4e-16);
            Assert.Equal(Math.Cos(angle / 2), FixedTrigonometry.Cosine(angle / 2), 4e-16);
            double part = Math.Abs(angle);
            Assert.Equal(Math.Atan2(part, 1), FixedTrigonometry.ArcTangent(part, 1), 5e-16);
        }
    }
}
