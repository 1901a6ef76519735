using Risk.Internals.Numerics;
using Risk.Models;
using Risk.Models.Linear;

namespace Risk.Core.Tests.Models.Linear;

public class LinearModelTests
{
    [Fact]
    public void Margin_is_intercept_plus_weighted_sum_and_probability_its_sigmoid()
    {
        var model = new LinearModel([0.5, -2, 4], 0.25);
        double[] margin = new double[1];
        model.PredictMargin([2f, 1f, 0.5f], margin);
        Assert.Equal(0.25 + 1 - 2 + 2, margin[0]);
        float[] output = new float[1];
        model.Predict([2f, 1f, 0.5f], output);
        Ulp.AssertBitEqual((float)DoubleMath.Sigmoid(1.25), output[0]);
        Assert.Equal(ModelTask.BinaryClassification, model.Info.Task);
    }

    [Fact]
    public void Standardization_folds_into_the_weights()
    {
        var definition = new LinearModelDefinition
        {
            Weights = [1.5, -0.5],
            Intercepts = [0.1],
            Means = [100, -3],
            Scales = [25, 0.5],
        };
        double expected = 0.1 + (1.5 * (130.0 - 100) / 25) + (-0.5 * (-2.75 + 3) / 0.5);
        double[] margin = new double[1];
        new LinearModel(definition).PredictMargin([130.0, -2.75], margin);
        Tolerance.AssertWithin(expected, margin[0], 1e-14);
        new LinearModel(definition with { Summation = LinearSummation.Sequential }).PredictMargin([130.0, -2.75], margin);
        Tolerance.AssertWithin(expected, margin[0], 1e-14);
    }

    [Fact]
    public void Sequential_is_bit_for_bit_the_plain_loop()
    {
        var random = new Random(31);
        const int Features = 37;
        double[] weights = Numbers(random, Features);
        double[] means = Numbers(random, Features);
        double[] scales = Array.ConvertAll(Numbers(random, Features), x => Math.Abs(x) + 0.1);
        var model = new LinearModel(new LinearModelDefinition
        {
            Weights = weights,
            Intercepts = [-0.3],
            Means = means,
            Scales = scales,
            Summation = LinearSummation.Sequential,
        });
        for (int row = 0; row < 200; row++)
        {
            double[] x = Numbers(random, Features);
            double sum = 0;
            for (int i = 0; i < Features; i++)
            {
                double standardized = (x[i] - means[i]) / scales[i];
                sum += standardized * weights[i];
            }

            double[] margin = new double[1];
            model.PredictMargin(x, margin);
            Ulp.AssertBitEqual(sum + -0.3, margin[0]);
        }
    }

    [Fact]
    public void Float_rows_give_the_bits_of_widened_rows()
    {
        var random = new Random(32);
        foreach (int features in (int[])[1, 15, 16, 17, 64, 100])
        {
            var model = new LinearModel(Numbers(random, features), 0.5);
            float[] row = Array.ConvertAll(Numbers(random, features), x => (float)x);
            double[] fromFloat = new double[1];
            double[] fromDouble = new double[1];
            model.PredictMargin(row, fromFloat);
            model.PredictMargin(Array.ConvertAll(row, x => (double)x), fromDouble);
            Ulp.AssertBitEqual(fromDouble[0], fromFloat[0]);
        }
    }

    [Theory]
    [InlineData(LinkFunction.Softmax, 3)]
    [InlineData(LinkFunction.Sigmoid, 3)]
    [InlineData(LinkFunction.ArgMax, 3)]
    [InlineData(LinkFunction.Sigmoid, 1)]
    [InlineData(LinkFunction.Identity, 1)]
    [InlineData(LinkFunction.Softmax, 100)]
    public void Batches_give_the_bits_of_single_rows(LinkFunction link, int margins)
    {
        const int Features = 19;
        const int Rows = 133;
        var random = new Random(33);
        var model = new LinearModel(new LinearModelDefinition
        {
            Weights = Numbers(random, Features * margins),
            Intercepts = Numbers(random, margins),
            Link = link,
            FillValues = [.. Enumerable.Repeat(0.5, Features)],
        });
        float[] rows = Array.ConvertAll(Numbers(random, Features * Rows), x => random.Next(50) == 0 ? float.NaN : (float)x);
        float[] outputs = new float[Rows * model.OutputCount];
        double[] marginsOfAll = new double[Rows * margins];
        model.PredictBatch(rows, outputs);
        model.PredictMarginBatch(rows, marginsOfAll);
        float[] output = new float[model.OutputCount];
        double[] margin = new double[margins];
        for (int row = 0; row < Rows; row++)
        {
            model.Predict(rows.AsSpan(row * Features, Features), output);
            model.PredictMargin(rows.AsSpan(row * Features, Features), margin);
            Ulp.AssertBitEqual(output, outputs.AsSpan(row * model.OutputCount, model.OutputCount), $"row {row}");
            Ulp.AssertBitEqual(margin, marginsOfAll.AsSpan(row * margins, margins), $"row {row}");
            double[] linked = new double[model.OutputCount];
            model.ApplyLink(margin, linked);
            Ulp.AssertBitEqual(Array.ConvertAll(linked, x => (float)x), output, $"link of row {row}");
        }
    }

    [Fact]
    public void A_missing_feature_takes_its_fill_value_or_makes_the_margin_nan()
    {
        var definition = new LinearModelDefinition { Weights = [2, 3], Intercepts = [1], FillValues = [10, double.NaN] };
        var model = new LinearModel(definition);
        double[] margin = new double[1];
        model.PredictMargin([float.NaN, 1f], margin);
        Assert.Equal(24, margin[0]);
        model.PredictMargin([1f, float.NaN], margin);
        Assert.True(double.IsNaN(margin[0]));
        float[] output = new float[1];
        model.Predict([1f, float.NaN], output);
        Assert.True(float.IsNaN(output[0]));
        model.PredictMargin([float.PositiveInfinity, 1f], margin);
        Assert.Equal(double.PositiveInfinity, margin[0]);
    }

    [Theory]
    [InlineData(LinearSummation.Lanes)]
    [InlineData(LinearSummation.Sequential)]
    public void Contributions_and_base_add_up_to_the_margin(LinearSummation summation)
    {
        var random = new Random(34);
        const int Features = 20;
        var model = new LinearModel(new LinearModelDefinition
        {
            Weights = Numbers(random, Features * 3),
            Intercepts = Numbers(random, 3),
            Means = Numbers(random, Features),
            Scales = Array.ConvertAll(Numbers(random, Features), x => Math.Abs(x) + 0.5),
            FillValues = Numbers(random, Features),
            Link = LinkFunction.Softmax,
            Summation = summation,
        });
        double[] contributions = new double[Features];
        double[] margins = new double[3];
        for (int row = 0; row < 100; row++)
        {
            float[] x = Array.ConvertAll(Numbers(random, Features), v => random.Next(10) == 0 ? float.NaN : (float)v);
            model.PredictMargin(x, margins);
            for (int margin = 0; margin < 3; margin++)
            {
                double start = model.Explain(x, margin, contributions);
                Tolerance.AssertWithin(margins[margin], start + contributions.Sum(), 1e-9, $"row {row}");
            }
        }
    }

    [Fact]
    public void The_reference_row_has_no_contributions()
    {
        var model = new LinearModel(new LinearModelDefinition { Weights = [2, -1], Intercepts = [0.5], Reference = [3, 4] });
        double[] contributions = new double[2];
        Assert.Equal(2.5, model.Explain([3f, 4f], 0, contributions));
        Assert.Equal([0, 0], contributions);
        model.Explain([4f, 4f], 0, contributions);
        Assert.Equal([2, 0], contributions);
    }

    [Fact]
    public void All_problems_of_a_definition_are_named_together()
    {
        var definition = new LinearModelDefinition
        {
            Weights = [1, double.NaN, 3],
            Intercepts = [double.PositiveInfinity],
            Scales = [1, 0, 1],
            Means = [1],
            LinkScale = 0,
            FeatureNames = ["one"],
        };
        string message = Assert.Throws<ArgumentException>(() => new LinearModel(definition)).Message;
        foreach (string property in (string[])["Weights", "Intercepts", "Scales", "Means", "LinkScale", "FeatureNames"])
        {
            Assert.Contains(property, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Wrong_lengths_are_programming_errors()
    {
        var model = new LinearModel([1, 2], 0);
        Assert.Throws<ArgumentException>(() => model.Predict(new float[3], new float[1]));
        Assert.Throws<ArgumentException>(() => model.Predict(new float[2], new float[2]));
        Assert.Throws<ArgumentException>(() => model.PredictMargin(new float[2], new double[0]));
        Assert.Throws<ArgumentException>(() => model.PredictBatch(new float[3], new float[1]));
        Assert.Throws<ArgumentException>(() => model.Explain(new float[2], 0, new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Explain(new float[2], 1, new double[2]));
    }

    private static double[] Numbers(Random random, int count)
    {
        double[] numbers = new double[count];
        foreach (ref double number in numbers.AsSpan())
        {
            number = (random.NextDouble() * 4) - 2;
        }

        return numbers;
    }
}
