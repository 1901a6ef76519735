using Risk.Internals.Numerics;

namespace Risk.Core.Tests.Numerics;

public class SingleMathTests
{
    private static readonly BigFloat One = 1;

    [Fact]
    public void Exp_is_within_an_ulp() => AssertWorst(1, Inputs(-103, 88.7, 51), BigFloat.Exp, SingleMath.Exp);

    [Fact]
    public void Sigmoid_is_within_2_ulp() => AssertWorst(2, Inputs(-103, 30, 52), x => One / (One + BigFloat.Exp(-x)), SingleMath.Sigmoid);

    [Fact]
    public void Tanh_is_within_2_ulp() =>
        AssertWorst(2, Inputs(-12, 12, 53), x => x.IsZero ? x : BigFloat.ExpMinusOne(x + x) / (BigFloat.Exp(x + x) + 1), SingleMath.Tanh);

    [Fact]
    public void ExpMinusOne_is_within_2_ulp() => AssertWorst(2, Inputs(-30, 88, 54), BigFloat.ExpMinusOne, SingleMath.ExpMinusOne);

    [Theory]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, 1, 1)]
    [InlineData(float.NegativeInfinity, 0, 0, -1)]
    [InlineData(float.MaxValue, float.PositiveInfinity, 1, 1)]
    [InlineData(float.MinValue, 0, 0, -1)]
    [InlineData(0, 1, 0.5f, 0)]
    [InlineData(float.NaN, float.NaN, float.NaN, float.NaN)]
    public void Special_values_are_exact(float x, float exp, float sigmoid, float tanh)
    {
        Ulp.AssertBitEqual(exp, SingleMath.Exp(x), "exp");
        Ulp.AssertBitEqual(sigmoid, SingleMath.Sigmoid(x), "sigmoid");
        Ulp.AssertBitEqual(tanh, SingleMath.Tanh(x), "tanh");
    }

    private static IEnumerable<double> Inputs(double low, double high, int seed)
    {
        int count = NumericInputs.Count(400);
        return NumericInputs.Spread(low, high, count, seed)
            .Concat(NumericInputs.Spread(-3, 3, count, seed + 1))
            .Concat(NumericInputs.Magnitudes(-30, 3, count, seed + 2))
            .Concat([0, low, 0.34657359, -0.34657359, 0.6931472, -0.6931472])
            .Select(x => (double)(float)x)
            .Where(x => x >= low && x <= high);
    }

    private static void AssertWorst(double promise, IEnumerable<double> inputs, Func<BigFloat, BigFloat> exact, Func<float, float> computed)
    {
        (double Ulps, double Input) worst = (0, 0);
        foreach (double input in inputs)
        {
            double ulps = Exactness.Ulps(exact(BigFloat.From(input)), computed((float)input));
            worst = ulps > worst.Ulps ? (ulps, input) : worst;
        }

        Assert.True(worst.Ulps <= promise, FormattableString.Invariant($"{worst.Ulps} ulp at {worst.Input:R}; {promise} promised"));
    }
}
