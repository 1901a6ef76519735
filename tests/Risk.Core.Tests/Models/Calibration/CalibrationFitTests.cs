using Risk.Models.Calibration;

namespace Risk.Core.Tests.Models.Calibration;

public class CalibrationFitTests
{
    private static readonly double[] Rising = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
    private static readonly bool[] Mixed = [false, true, false, false, true, true];

    [Theory]
    [InlineData(new[] { 0.1, 0.2 }, new[] { true }, new double[0], "1 labels for 2 scores")]
    [InlineData(new[] { 0.1, 0.2 }, new[] { true, false }, new[] { 1.0 }, "1 weights for 2 scores")]
    [InlineData(new[] { 0.1, double.NaN }, new[] { true, false }, new double[0], "Score 1 is NaN")]
    [InlineData(new[] { 0.1, double.PositiveInfinity }, new[] { true, false }, new double[0], "Score 1 is Infinity")]
    [InlineData(new[] { 0.1, 0.2 }, new[] { true, false }, new[] { 1, double.NaN }, "Weight 1 is NaN")]
    [InlineData(new[] { 0.1, 0.2 }, new[] { true, false }, new[] { -1.0, 1 }, "Weight 0 is -1")]
    [InlineData(new[] { 0.1, 0.2 }, new[] { true, true }, new double[0], "Every label is bad")]
    [InlineData(new[] { 0.1, 0.2 }, new[] { false, false }, new double[0], "No label is bad")]
    [InlineData(new[] { 0.1, 0.2 }, new[] { true, false }, new[] { 0.0, 1 }, "No label is bad")]
    [InlineData(new double[0], new bool[0], new double[0], "There are no rows")]
    public void Every_method_refuses_rows_it_cannot_use(double[] scores, bool[] labels, double[] weights, string message)
    {
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => PlattCalibration.Fit(scores, labels, weights)).Message, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => TemperatureCalibration.Fit(scores, labels, weights)).Message, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => BetaCalibration.Fit(scores, labels, weights)).Message, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => IsotonicCalibration.Fit(scores, labels, weights)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_out_of_range_are_refused()
    {
        bool[] labels = [true, false];
        Assert.Contains("Score 1 is 1.5", Assert.Throws<ArgumentException>(() => BetaCalibration.Fit([0.1, 1.5], labels)).Message, StringComparison.Ordinal);
        Assert.Contains("Score 0 is -1", Assert.Throws<ArgumentException>(() => IsotonicCalibration.Fit([-1, 1.5], labels)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_that_are_all_equal_are_refused_where_nothing_can_be_learnt()
    {
        double[] equal = [0.25, 0.25, 0.25, 0.25, 0.25, 0.25];
        Assert.Contains("All scores are 0.25", Assert.Throws<ArgumentException>(() => PlattCalibration.Fit(equal, Mixed)).Message, StringComparison.Ordinal);
        Assert.Contains("All scores are 0.25", Assert.Throws<ArgumentException>(() => BetaCalibration.Fit(equal, Mixed)).Message, StringComparison.Ordinal);
        Assert.Equal([0.5], IsotonicCalibration.Fit(equal, Mixed).Probabilities);
    }

    [Fact]
    public void Scores_that_rank_backwards_are_refused()
    {
        double[] falling = Array.ConvertAll(Rising, static score => 1 - score);
        double[] fallingMargins = Array.ConvertAll(Rising, static score => 0.35 - score);
        Assert.Contains("backwards", Assert.Throws<ArgumentException>(() => PlattCalibration.Fit(falling, Mixed)).Message, StringComparison.Ordinal);
        Assert.Contains("backwards", Assert.Throws<ArgumentException>(() => BetaCalibration.Fit(falling, Mixed)).Message, StringComparison.Ordinal);
        Assert.Contains("backwards", Assert.Throws<ArgumentException>(() => TemperatureCalibration.Fit(fallingMargins, Mixed)).Message, StringComparison.Ordinal);
        Assert.Equal(0.5, Assert.Single(IsotonicCalibration.Fit(Rising, [true, true, true, false, false, false]).Probabilities.Distinct()), 1e-15);
    }

    [Fact]
    public void Only_platt_and_isotonic_take_scores_that_separate_the_labels()
    {
        bool[] separated = [false, false, false, true, true, true];
        double[] margins = Array.ConvertAll(Rising, static score => score - 0.35);
        Assert.Contains("separate", Assert.Throws<ArgumentException>(() => BetaCalibration.Fit(Rising, separated)).Message, StringComparison.Ordinal);
        Assert.Contains("separate", Assert.Throws<ArgumentException>(() => TemperatureCalibration.Fit(margins, separated)).Message, StringComparison.Ordinal);
        PlattCalibration platt = PlattCalibration.Fit(Rising, separated);
        Assert.InRange(platt.Apply(0.6), 0.5, 0.95);
        Assert.Equal([0.0, 0, 1, 1], IsotonicCalibration.Fit(Rising, separated).Probabilities);
    }

    [Fact]
    public void Ties_count_as_one_row_with_their_mean()
    {
        IsotonicCalibration fit = IsotonicCalibration.Fit([0.2, 0.1, 0.2, 0.2, 0.3], [true, false, false, false, true], [2, 1, 1, 1, 1]);
        Assert.Equal([0.1, 0.2, 0.3], fit.Scores);
        Assert.Equal([0, 0.5, 1], fit.Probabilities);
    }

    [Fact]
    public void The_order_of_rows_and_doubled_rows_hardly_matter_and_weights_stand_for_copies()
    {
        (double[] margins, bool[] labels) = Calibrations.Sample(8, 300);
        double[] twos = [.. Enumerable.Repeat(2.0, 300)];
        double[] twice = [.. margins, .. margins];
        bool[] labelsTwice = [.. labels, .. labels];
        PlattCalibration weighted = PlattCalibration.Fit(margins, labels, twos);
        PlattCalibration copied = PlattCalibration.Fit(twice, labelsTwice);
        Tolerance.AssertWithin(copied.Slope, weighted.Slope, 1e-9);
        Tolerance.AssertWithin(copied.Offset, weighted.Offset, 1e-9);
        IsotonicCalibration first = IsotonicCalibration.Fit(margins, labels, [], CalibrationInput.Margin);
        Array.Reverse(margins);
        Array.Reverse(labels);
        Assert.Equal(first.Fingerprint, IsotonicCalibration.Fit(margins, labels, [], CalibrationInput.Margin).Fingerprint);
    }

    [Theory]
    [InlineData(1e-9, 0)]
    [InlineData(1e12, 0)]
    [InlineData(1, 1e6)]
    [InlineData(1e150, -3e150)]
    public void Scores_of_any_scale_are_fitted_alike(double scale, double shift)
    {
        (double[] margins, bool[] labels) = Calibrations.Sample(4, 400);
        double[] moved = Array.ConvertAll(margins, margin => (margin * scale) + shift);
        PlattCalibration plain = PlattCalibration.Fit(margins, labels);
        PlattCalibration fit = PlattCalibration.Fit(moved, labels);
        for (int row = 0; row < 20; row++)
        {
            Tolerance.AssertWithin(plain.Apply(margins[row]), fit.Apply(moved[row]), 1e-7);
        }
    }

    [Fact]
    public void What_is_calibrated_already_is_left_alone()
    {
        var random = new Random(12);
        double[] margins = [.. Enumerable.Range(0, 40_000).Select(_ => (random.NextDouble() * 10) - 5)];
        bool[] labels = Array.ConvertAll(margins, margin => random.NextDouble() < 1 / (1 + Math.Exp(-margin)));
        PlattCalibration platt = PlattCalibration.Fit(margins, labels);
        BetaCalibration beta = BetaCalibration.Fit(Calibrations.Probabilities(margins), labels);
        Assert.InRange(platt.Slope, 0.96, 1.04);
        Assert.InRange(platt.Offset, -0.06, 0.06);
        Assert.InRange(TemperatureCalibration.Fit(margins, labels).Temperature, 0.96, 1.04);
        Assert.InRange(beta.A, 0.9, 1.1);
        Assert.InRange(beta.B, 0.9, 1.1);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(double.NaN, 1, 0)]
    [InlineData(double.PositiveInfinity, 1, 0)]
    [InlineData(1, double.NaN, 0)]
    [InlineData(1, -1, 0)]
    [InlineData(1, 1, double.NegativeInfinity)]
    public void Constructors_refuse_numbers_that_make_no_calibration(double first, double second, double third)
    {
        Assert.Throws<ArgumentException>(() => new BetaCalibration(first == 0 ? -1 : first, second, third));
        if (first is not 1)
        {
            Assert.Throws<ArgumentException>(() => new PlattCalibration(first, 0));
            Assert.Throws<ArgumentException>(() => new TemperatureCalibration(first));
        }

        Assert.Throws<ArgumentException>(() => new PlattCalibration(1, double.NaN));
        Assert.Throws<ArgumentException>(() => new IsotonicCalibration([1, 1], [0.1, 0.2]));
    }
}
