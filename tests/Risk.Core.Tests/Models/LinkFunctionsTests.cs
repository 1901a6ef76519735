using Risk.Internals.Numerics;
using Risk.Models;

namespace Risk.Core.Tests.Models;

public class LinkFunctionsTests
{
    public static TheoryData<LinkFunction> All => [.. Enum.GetValues<LinkFunction>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Float_forms_round_the_double_form_once(LinkFunction link)
    {
        var random = new Random(3);
        foreach (int count in (int[])[1, 2, 3, 7, 16, 33, 64, 65, 200])
        {
            float[] margins = new float[count];
            foreach (ref float margin in margins.AsSpan())
            {
                margin = (float)((random.NextDouble() * 12) - 6) * random.Next(2);
            }

            double[] wide = Array.ConvertAll(margins, x => (double)x);
            int outputs = LinkFunctions.OutputCount(link, count);
            double[] exact = new double[outputs];
            LinkFunctions.Apply(link, 0.7, wide, exact);
            float[] expected = Array.ConvertAll(exact, x => (float)x);

            float[] actual = new float[outputs];
            LinkFunctions.Apply(link, 0.7, wide, actual);
            Ulp.AssertBitEqual(expected, actual, $"{link} from double");
            Array.Clear(actual);
            LinkFunctions.Apply(link, 0.7, margins, actual);
            Ulp.AssertBitEqual(expected, actual, $"{link} from float");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Batches_give_what_rows_give(LinkFunction link)
    {
        const int Rows = 21;
        var random = new Random(4);
        foreach (int margins in (int[])[1, 3, 5])
        {
            double[] all = new double[Rows * margins];
            foreach (ref double margin in all.AsSpan())
            {
                margin = (random.NextDouble() * 8) - 4;
            }

            int width = LinkFunctions.OutputCount(link, margins);
            float[] batch = new float[Rows * width];
            LinkFunctions.ApplyBatch(link, 1.3, margins, all, batch);
            float[] one = new float[width];
            for (int row = 0; row < Rows; row++)
            {
                LinkFunctions.Apply(link, 1.3, all.AsSpan(row * margins, margins), one);
                Ulp.AssertBitEqual(one, batch.AsSpan(row * width, width), $"{link} row {row}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_single_margin_form_agrees(LinkFunction link)
    {
        foreach (double margin in (double[])[-800, -3.5, -1e-8, 0, 0.25, 1, 42])
        {
            double[] output = new double[1];
            LinkFunctions.Apply(link, 2, [margin], output);
            Ulp.AssertBitEqual(output[0], LinkFunctions.Apply(link, 2, margin), $"{link} of {margin}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_thrown_and_nan_stays_nan(LinkFunction link)
    {
        foreach (double margin in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon])
        {
            double[] output = new double[LinkFunctions.OutputCount(link, 2)];
            LinkFunctions.Apply(link, 1, [margin, 0.5], output);
            if (double.IsNaN(margin) && link != LinkFunction.ArgMax)
            {
                Assert.True(double.IsNaN(output[0]), $"{link} of NaN is {output[0]}");
            }
        }
    }

    [Fact]
    public void Sigmoid_scales_the_margin() => Ulp.AssertBitEqual(DoubleMath.Sigmoid(0.6), LinkFunctions.Apply(LinkFunction.Sigmoid, 2, 0.3));

    [Fact]
    public void Softmax_sums_to_one_and_ignores_a_common_shift()
    {
        double[] low = new double[3];
        double[] high = new double[3];
        LinkFunctions.Apply(LinkFunction.Softmax, 1, [1.0, 2.0, 3.5], low);
        LinkFunctions.Apply(LinkFunction.Softmax, 1, [1025.0, 1026.0, 1027.5], high);
        Tolerance.AssertWithin(1, low.Sum(), 1e-15);
        Ulp.AssertBitEqual(low, high);
        Tolerance.AssertWithin(Math.Exp(1.5), low[2] / low[1], 1e-14);
    }

    [Fact]
    public void Softmax_zero_keeps_exact_zeros_and_leaves_them_out_of_the_sum()
    {
        double[] outputs = new double[3];
        LinkFunctions.Apply(LinkFunction.SoftmaxZero, 1, [0, 1.0, 1.0], outputs);
        Assert.Equal([0, 0.5, 0.5], outputs);
        LinkFunctions.Apply(LinkFunction.SoftmaxZero, 1, [0.0, 0, 0], outputs);
        Assert.Equal([0.0, 0, 0], outputs);
    }

    [Theory]
    [InlineData(new double[] { 1, 3, 2 }, 1)]
    [InlineData(new double[] { 3, 3, 2 }, 0)]
    [InlineData(new double[] { double.NaN, -5, -6 }, 1)]
    [InlineData(new double[] { double.NaN, double.NaN }, 0)]
    [InlineData(new double[] { -1, double.NaN, 4 }, 2)]
    public void ArgMax_is_the_first_of_the_largest(double[] margins, double expected)
    {
        double[] output = new double[1];
        LinkFunctions.Apply(LinkFunction.ArgMax, 1, margins, output);
        Assert.Equal(expected, output[0]);
    }

    [Theory]
    [InlineData(LinkFunction.SignedSquare, -3, -9)]
    [InlineData(LinkFunction.SignedSquare, 2, 4)]
    [InlineData(LinkFunction.Step, 0, 0)]
    [InlineData(LinkFunction.Step, 1e-30, 1)]
    [InlineData(LinkFunction.Step, -1, 0)]
    [InlineData(LinkFunction.Identity, -1.25, -1.25)]
    [InlineData(LinkFunction.Probit, 0, 0.5)]
    [InlineData(LinkFunction.OnnxProbit, 0.5, 0)]
    public void Simple_links(LinkFunction link, double margin, double expected) =>
        Assert.Equal(expected, LinkFunctions.Apply(link, 1, margin));

    [Fact]
    public void Onnx_probit_is_the_inverse_up_to_its_own_approximation()
    {
        foreach (double p in (double[])[0.01, 0.2, 0.5, 0.7, 0.99])
        {
            Tolerance.AssertWithin(p, DoubleMath.NormalDistribution(LinkFunctions.Apply(LinkFunction.OnnxProbit, 1, p)), 1e-3);
        }
    }

    [Fact]
    public void An_unknown_link_is_a_programming_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LinkFunctions.Apply((LinkFunction)99, 1, 0.0));

    [Fact]
    public void Links_do_not_allocate()
    {
        double[] margins = [0.1, 0.2, 0.3, -4];
        float[] outputs = new float[4];
        AllocationAssert.None(() =>
        {
            LinkFunctions.Apply(LinkFunction.Sigmoid, 1, margins, outputs);
            LinkFunctions.Apply(LinkFunction.Softmax, 1, margins, outputs);
            LinkFunctions.Apply(LinkFunction.Exponential, 1, margins, outputs);
        });
    }
}
