namespace Risk.Evaluation.Tests.Metrics;

/// <summary>Values known from elsewhere, and the edges.</summary>
public sealed class RiskMetricsTests
{
    // The example of scikit-learn's pages on roc_auc_score, average_precision_score and brier_score_loss.
    private static readonly double[] Scores = [0.1, 0.4, 0.35, 0.8];
    private static readonly bool[] Labels = [false, false, true, true];

    [Fact]
    public void Give_the_values_of_scikit_learns_examples()
    {
        Assert.Equal(0.75, RiskMetrics.AreaUnderCurve(Scores, Labels));
        Assert.Equal(0.8333333333333333, RiskMetrics.AveragePrecision(Scores, Labels), 1e-15);
        Assert.Equal(0.0375, RiskMetrics.BrierScore([0.1, 0.9, 0.8, 0.3], [false, true, true, false]), 1e-15);
        Assert.Equal(0.21616187468057912, RiskMetrics.LogLoss([0.9, 0.1, 0.2, 0.65], [true, false, false, true]), 1e-15);
    }

    [Fact]
    public void Rank_perfectly_or_not_at_all()
    {
        Assert.Equal(1, RiskMetrics.AreaUnderCurve([1, 2, 3, 4], Labels));
        Assert.Equal(0, RiskMetrics.AreaUnderCurve([4, 3, 2, 1], Labels));
        Assert.Equal(0.5, RiskMetrics.AreaUnderCurve([7, 7, 7, 7], Labels));
        Assert.Equal(1, RiskMetrics.KolmogorovSmirnov([1, 2, 3, 4], Labels));
        Assert.Equal(0, RiskMetrics.KolmogorovSmirnov([7, 7, 7, 7], Labels));
        Assert.Equal(1, RiskMetrics.AveragePrecision([1, 2, 3, 4], Labels));
    }

    [Fact]
    public void Are_not_a_number_where_they_have_nothing_to_stand_on()
    {
        Assert.Equal(double.NaN, RiskMetrics.AreaUnderCurve([], []));
        Assert.Equal(double.NaN, RiskMetrics.AreaUnderCurve([1, 2], [true, true]));
        Assert.Equal(double.NaN, RiskMetrics.BrierScore([double.NaN], [true]));
    }

    [Fact]
    public void Leave_events_without_a_score_out_and_count_them()
    {
        var ranked = new RankedScores([double.NaN, 0.1, 0.4, 0.35, 0.8, double.NaN], [true, false, false, true, true, false]);

        Assert.Equal((4, 2, 2), (ranked.Count, ranked.BadCount, ranked.UnscoredCount));
        Assert.Equal(0.75, ranked.Summary.AreaUnderCurve);
    }

    [Fact]
    public void Take_infinite_scores_and_both_zeros()
    {
        var ranked = new RankedScores([double.NegativeInfinity, -0.0, 0.0, double.PositiveInfinity], Labels);

        Assert.Equal(0.875, ranked.Summary.AreaUnderCurve);
        Assert.Equal(new ConfusionMatrix(2, 1, 1, 0), ranked.At(0));
    }

    [Fact]
    public void Do_not_take_a_certain_mistake_as_infinitely_bad() =>
        Assert.Equal(36.04365338911715, RiskMetrics.LogLoss([0], [true]), 1e-9);

    [Fact]
    public void Refuse_different_lengths() => Assert.Throws<ArgumentException>(() => RiskMetrics.LogLoss([0.5], []));

    [Fact]
    public void Show_what_similar_probabilities_turned_out_to_be()
    {
        IReadOnlyList<CalibrationBin> bins = RiskMetrics.CalibrationCurve([0.1, 0.3, 0.6, 0.8, 1], [false, true, true, false, true], bins: 2);

        Assert.Equal([new CalibrationBin(0, 0.5, 2, 0.2, 0.5), new CalibrationBin(0.5, 1, 3, (0.6 + 0.8 + 1) / 3, 2.0 / 3)], bins);
    }

    [Fact]
    public void Lift_tells_how_much_better_than_chance_a_group_is()
    {
        IReadOnlyList<GainsBin> gains = new RankedScores([8, 7, 6, 5, 4, 3, 2, 1], [true, true, false, true, false, false, false, false]).Gains(4);

        Assert.Equal([2, 1, 0, 0], gains.Select(static bin => bin.Bad));
        Assert.Equal(1 / (3.0 / 8), gains[0].Lift, 1e-12);
        Assert.Equal([2.0 / 3, 1, 1, 1], gains.Select(static bin => bin.CumulativeRecall));
        Assert.Equal([7, 5, 3, 1], gains.Select(static bin => bin.LowestScore));
    }
}
