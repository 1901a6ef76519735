using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Risk.Evaluation.Tests.Metrics;

/// <summary>Against the quadratic twins, over few distinct scores so that ties abound.</summary>
public sealed class RankedScoresProperties
{
    private const double Rounding = 1e-12;

    public static Arbitrary<(double Score, bool IsBad)[]> Samples() => (
        from size in Gen.Choose(2, 60)
        from levels in Gen.Choose(1, 30)
        from sample in Gen.ArrayOf(
            from level in Gen.Choose(-levels, levels)
            from isBad in Gen.Choose(0, 3)
            select (level / 4.0, isBad == 0), size)
        select sample).Where(static sample => sample.Any(static item => item.Item2) && !sample.All(static item => item.Item2)).ToArbitrary();

    [Property(Arbitrary = [typeof(RankedScoresProperties)], MaxTest = 300)]
    public void Agree_with_their_definitions((double Score, bool IsBad)[] sample)
    {
        (double[] scores, bool[] labels) = Split(sample);
        RankSummary summary = new RankedScores(scores, labels).Summary;

        Assert.Equal(NaiveMetrics.AreaUnderCurve(scores, labels), summary.AreaUnderCurve, Rounding);
        Assert.Equal(NaiveMetrics.KolmogorovSmirnov(scores, labels), summary.KolmogorovSmirnov, Rounding);
        Assert.Equal(NaiveMetrics.AveragePrecision(scores, labels), summary.AveragePrecision, Rounding);
    }

    [Property(Arbitrary = [typeof(RankedScoresProperties)], MaxTest = 200)]
    public void Count_what_a_threshold_flags((double Score, bool IsBad)[] sample)
    {
        (double[] scores, bool[] labels) = Split(sample);
        var ranked = new RankedScores(scores, labels);

        foreach (double threshold in (double[])[.. scores, .. scores.Select(Math.BitIncrement), double.NegativeInfinity, double.PositiveInfinity])
        {
            Assert.Equal(NaiveMetrics.At(scores, labels, threshold), ranked.At(threshold));
        }

        Assert.All(ranked.Curve(1_000), point => Assert.Equal(NaiveMetrics.At(scores, labels, point.Threshold), point.Confusion));
    }

    [Property(Arbitrary = [typeof(RankedScoresProperties)], MaxTest = 200)]
    public void Do_not_depend_on_the_order_of_events((double Score, bool IsBad)[] sample)
    {
        (double[] scores, bool[] labels) = Split(sample);
        (double[] reversedScores, bool[] reversedLabels) = Split([.. sample.Reverse()]);
        RankedScores forward = new(scores, labels), backward = new(reversedScores, reversedLabels);

        Assert.Equal(forward.Summary, backward.Summary);
        Assert.Equal(forward.Gains(7), backward.Gains(7));
    }

    [Property(Arbitrary = [typeof(RankedScoresProperties)], MaxTest = 200)]
    public void Weigh_an_event_as_often_as_it_is_repeated((double Score, bool IsBad)[] sample)
    {
        int[] weights = [.. sample.Select(static (_, i) => i * 7 % 4)];
        (double Score, bool IsBad)[] repeated = [.. sample.SelectMany((item, i) => Enumerable.Repeat(item, weights[i]))];
        (double[] scores, bool[] labels) = Split(sample);
        (double[] repeatedScores, bool[] repeatedLabels) = Split(repeated);

        RankSummary weighed = new RankedScores(scores, labels).Summarize(weights), counted = new RankedScores(repeatedScores, repeatedLabels).Summary;

        Assert.Equal(counted, weighed);
    }

    private static (double[] Scores, bool[] Labels) Split((double Score, bool IsBad)[] sample) =>
        ([.. sample.Select(static item => item.Score)], [.. sample.Select(static item => item.IsBad)]);
}
