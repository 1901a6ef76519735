using System.Runtime.Intrinsics;
using Risk.Internals.Numerics;

namespace Risk.Core.Tests.Numerics;

/// <summary>Every width gives the bits of the scalar form, for every length.</summary>
public class ElementwiseTests
{
    [Fact]
    public void Exp_has_the_same_bits_on_every_width() => AssertWidths(default(ExpFunction), DoubleMath.Exp);

    [Fact]
    public void Sigmoid_has_the_same_bits_on_every_width() => AssertWidths(new SigmoidFunction(1.5), x => DoubleMath.Sigmoid(1.5 * x));

    [Fact]
    public void SoftPlus_has_the_same_bits_on_every_width() => AssertWidths(default(SoftPlusFunction), DoubleMath.SoftPlus);

    [Fact]
    public void A_destination_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentException>(() => Elementwise.Apply(default(ExpFunction), new double[3], new double[2]));

    private static void AssertWidths<TFunction>(TFunction function, Func<double, double> scalar)
        where TFunction : struct, IDoubleFunction
    {
        double[] all = [.. NumericInputs.Special, .. NumericInputs.Spread(-40, 40, 256 - NumericInputs.Special.Length, 11)];
        for (int length = 0; length <= all.Length; length++)
        {
            // The longest suffix, so that special values meet every position of a vector.
            double[] source = all[(all.Length - length)..];
            double[] expected = Array.ConvertAll(source, x => scalar(x));
            double[] actual = new double[length];
            Elementwise.Apply(function, source, actual);
            Ulp.AssertBitEqual(expected, actual, $"length {length}");
        }

        double[] law = Array.ConvertAll(all, x => scalar(x));
        Ulp.AssertBitEqual(law, Run<TFunction, double, ScalarDouble>(function, all), "scalar");
        Ulp.AssertBitEqual(law, Run<TFunction, Vector128<double>, Vector128Double>(function, all), "128");
        Ulp.AssertBitEqual(law, Run<TFunction, Vector256<double>, Vector256Double>(function, all), "256");
        Ulp.AssertBitEqual(law, Run<TFunction, Vector512<double>, Vector512Double>(function, all), "512");
        AssertFloatForms(function, all);
    }

    private static double[] Run<TFunction, TVector, TLanes>(TFunction function, double[] source)
        where TFunction : struct, IDoubleFunction
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        double[] result = new double[source.Length];
        Assert.Equal(source.Length, Elementwise.Run<TFunction, TVector, TLanes>(function, ref source[0], ref result[0], 0, source.Length));
        return result;
    }

    private static void AssertFloatForms<TFunction>(TFunction function, double[] all)
        where TFunction : struct, IDoubleFunction
    {
        float[] narrow = Array.ConvertAll(all, x => (float)x);
        double[] widened = Array.ConvertAll(narrow, x => (double)x);
        double[] exact = new double[all.Length];
        Elementwise.Apply(function, widened, exact);
        float[] expected = Array.ConvertAll(exact, x => (float)x);
        float[] fromDouble = new float[all.Length];
        Elementwise.Apply(function, widened, fromDouble);
        Ulp.AssertBitEqual(expected, fromDouble, "double to float");
        float[] fromFloat = new float[all.Length];
        Elementwise.Apply(function, narrow, fromFloat);
        Ulp.AssertBitEqual(expected, fromFloat, "float to float");
    }
}
