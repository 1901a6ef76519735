using Risk.Internals.Numerics;

namespace Risk.Core.Tests.Numerics;

public class DoubleMathTests
{
    // The promise of DESIGN section 6: link functions within 2 ulp of the exact result.
    private const double Promise = 2;

    private static readonly BigFloat One = 1;

    [Fact]
    public void Exp_is_within_an_ulp() =>
        AssertWorst(1, Inputs(-745, 709.78, 1), BigFloat.Exp, DoubleMath.Exp);

    [Fact]
    public void Sigmoid_is_within_2_ulp() =>
        AssertWorst(Promise, Inputs(-744, 60, 2), x => One / (One + BigFloat.Exp(-x)), DoubleMath.Sigmoid);

    [Fact]
    public void ExpMinusOne_is_within_2_ulp() =>
        AssertWorst(Promise, Inputs(-50, 709, 3), BigFloat.ExpMinusOne, DoubleMath.ExpMinusOne);

    [Fact]
    public void Tanh_is_within_2_ulp() =>
        AssertWorst(Promise, Inputs(-25, 25, 4), x => x.IsZero ? x : BigFloat.ExpMinusOne(x + x) / (BigFloat.Exp(x + x) + 1), DoubleMath.Tanh);

    [Fact]
    public void Log_is_within_an_ulp() =>
        AssertWorst(1, Inputs(0, 4, 5).Select(Math.Abs).Where(x => x > 0), BigFloat.Log, DoubleMath.Log);

    [Fact]
    public void LogOnePlus_is_within_2_ulp() =>
        AssertWorst(Promise, Inputs(-0.999, 4, 6).Where(x => x > -1), BigFloat.LogOnePlus, DoubleMath.LogOnePlus);

    [Fact]
    public void SoftPlus_is_within_2_ulp() =>
        AssertWorst(Promise, Inputs(-700, 100, 7), x => BigFloat.LogOnePlus(BigFloat.Exp(x)), DoubleMath.SoftPlus);

    [Fact]
    public void NormalDistribution_is_within_2_ulp() =>
        AssertWorst(
            Promise,
            Inputs(-38.5, 9, 8),
            x => x.IsNegative ? BigFloat.NormalTail(x) : One - BigFloat.NormalTail(-x),
            DoubleMath.NormalDistribution);

    [Theory]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 1, 1, double.PositiveInfinity, double.PositiveInfinity, 1)]
    [InlineData(double.NegativeInfinity, 0, 0, -1, -1, 0, 0)]
    [InlineData(double.MaxValue, double.PositiveInfinity, 1, 1, double.PositiveInfinity, double.MaxValue, 1)]
    [InlineData(double.MinValue, 0, 0, -1, -1, 0, 0)]
    [InlineData(0, 1, 0.5, 0, 0, 0.6931471805599453, 0.5)]
    [InlineData(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN)]
    public void Special_values_are_exact(double x, double exp, double sigmoid, double tanh, double expMinusOne, double softPlus, double normal)
    {
        Ulp.AssertBitEqual(exp, DoubleMath.Exp(x), "exp");
        Ulp.AssertBitEqual(sigmoid, DoubleMath.Sigmoid(x), "sigmoid");
        Ulp.AssertBitEqual(tanh, DoubleMath.Tanh(x), "tanh");
        Ulp.AssertBitEqual(expMinusOne, DoubleMath.ExpMinusOne(x), "expm1");
        Ulp.AssertBitEqual(softPlus, DoubleMath.SoftPlus(x), "softplus");
        Ulp.AssertBitEqual(normal, DoubleMath.NormalDistribution(x), "normal");
    }

    [Fact]
    public void Logarithms_of_special_values_are_exact()
    {
        Ulp.AssertBitEqual(double.NegativeInfinity, DoubleMath.Log(0));
        Ulp.AssertBitEqual(double.NegativeInfinity, DoubleMath.Log(-0.0));
        Ulp.AssertBitEqual(double.NaN, DoubleMath.Log(-1));
        Ulp.AssertBitEqual(0, DoubleMath.Log(1));
        Ulp.AssertBitEqual(double.PositiveInfinity, DoubleMath.Log(double.PositiveInfinity));
        Ulp.AssertBitEqual(double.NaN, DoubleMath.Log(double.NaN));
        Ulp.AssertBitEqual(double.NegativeInfinity, DoubleMath.LogOnePlus(-1));
        Ulp.AssertBitEqual(double.NaN, DoubleMath.LogOnePlus(-1.5));
        Ulp.AssertBitEqual(double.PositiveInfinity, DoubleMath.LogOnePlus(double.PositiveInfinity));
        Ulp.AssertBitEqual(double.NaN, DoubleMath.LogOnePlus(double.NaN));
    }

    [Fact]
    public void Tanh_keeps_the_sign_of_zero() => Ulp.AssertBitEqual(-0.0, DoubleMath.Tanh(-0.0));

    private static IEnumerable<double> Inputs(double low, double high, int seed)
    {
        int count = NumericInputs.Count(400);
        return NumericInputs.Special.Where(x => double.IsFinite(x) && x >= low && x <= high)
            .Concat(NumericInputs.Spread(low, high, count, seed))
            .Concat(NumericInputs.Spread(-3, 3, count, seed + 100).Where(x => x >= low && x <= high))
            .Concat(NumericInputs.Magnitudes(-60, 4, count, seed + 200).Where(x => x >= low && x <= high));
    }

    private static void AssertWorst(double promise, IEnumerable<double> inputs, Func<BigFloat, BigFloat> exact, Func<double, double> computed)
    {
        (double ulps, double input) = Exactness.Worst(inputs, exact, computed);
        Assert.True(ulps <= promise, FormattableString.Invariant($"{ulps} ulp at {input:R}; {promise} promised"));
    }
}
