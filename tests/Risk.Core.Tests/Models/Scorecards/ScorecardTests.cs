using Risk.Internals.Numerics;
using Risk.Models;
using Risk.Models.Scorecards;

namespace Risk.Core.Tests.Models.Scorecards;

public class ScorecardTests
{
    private static readonly ScorecardDefinition Example = new()
    {
        BasePoints = 100,
        Attributes =
        [
            new ScorecardAttribute
            {
                Name = "age",
                Bins = [ScorecardBin.Interval(null, 25, 10), ScorecardBin.Interval(25, 40, 20), ScorecardBin.Interval(40, null, 30), ScorecardBin.Special(5, -999)],
                MissingPoints = 12,
                ReasonCode = "R01",
                ReasonText = "Age of the applicant",
            },
            new ScorecardAttribute
            {
                Name = "housing",
                Bins = [ScorecardBin.Category(40, "own"), ScorecardBin.Category(15, "rent", "free")],
                UnknownPoints = 25,
            },
            new ScorecardAttribute
            {
                Name = "ratio",
                Side = IntervalSide.LowerInclusive,
                Bins = [ScorecardBin.Interval(0, 0.5, 8), ScorecardBin.Interval(0.5, 1, 3)],
                NeutralPoints = 6,
            },
        ],
    };

    [Theory]
    [InlineData(25, 10)]
    [InlineData(25.000002, 20)]
    [InlineData(24.999998, 10)]
    [InlineData(40, 20)]
    [InlineData(41, 30)]
    [InlineData(-1e30, 10)]
    [InlineData(double.PositiveInfinity, 30)]
    [InlineData(double.NegativeInfinity, 10)]
    [InlineData(-999, 5)]
    [InlineData(double.NaN, 12)]
    public void Upper_inclusive_intervals(double value, double points) => AssertPoints(0, value, points);

    [Theory]
    [InlineData(0, 8)]
    [InlineData(-0.0, 8)]
    [InlineData(-1e-30, 3)]
    [InlineData(0.49999997, 8)]
    [InlineData(0.5, 3)]
    [InlineData(1, 3)]
    [InlineData(7, 3)]
    [InlineData(double.NaN, 3)]
    public void Lower_inclusive_intervals_and_gaps(double value, double points) => AssertPoints(2, value, points);

    [Theory]
    [InlineData(0, 40)]
    [InlineData(1, 15)]
    [InlineData(2, 15)]
    [InlineData(3, 25)]
    [InlineData(-1, 25)]
    [InlineData(0.5, 25)]
    [InlineData(1e20, 25)]
    [InlineData(double.NaN, 25)]
    public void Categories_are_codes(double value, double points) => AssertPoints(1, value, points);

    [Fact]
    public void A_value_on_a_border_that_float32_does_not_have_stays_on_it()
    {
        var scorecard = new Scorecard(new ScorecardDefinition
        {
            Attributes =
            [
                new ScorecardAttribute { Name = "a", Bins = [ScorecardBin.Interval(null, 0.1, 1), ScorecardBin.Interval(0.1, null, 2)] },
                new ScorecardAttribute { Name = "b", Side = IntervalSide.LowerInclusive, Bins = [ScorecardBin.Interval(null, 0.1, 10), ScorecardBin.Interval(0.1, null, 20)] },
            ],
        });
        Assert.Equal(21, scorecard.Points([0.1f, 0.1f]));
        Assert.Equal(21, scorecard.Points([0.1, 0.1]));
        Assert.Equal(12, scorecard.Points([0.10000001, 0.09999999]));
    }

    [Fact]
    public void Texts_are_encoded()
    {
        var scorecard = new Scorecard(Example);
        Assert.Equal(["own", "rent", "free"], scorecard.Categories(1));
        Assert.Empty(scorecard.Categories(0));
        Assert.Equal(2, scorecard.Encode(1, "free"));
        Assert.Equal(-1, scorecard.Encode(1, "FREE"));
        Assert.Equal(31.5f, scorecard.Encode(0, "31.5"));
        Assert.True(float.IsNaN(scorecard.Encode(0, "old")));
        Assert.True(float.IsNaN(scorecard.Encode(1, "")));
        Assert.True(float.IsNaN(scorecard.Encode(1, null)));
    }

    [Fact]
    public void Without_scaling_the_output_is_the_points_and_the_margin_grows_with_risk()
    {
        var scorecard = new Scorecard(Example);
        Assert.Equal(ModelTask.Regression, scorecard.Info.Task);
        float[] output = new float[1];
        double[] margin = new double[1];
        scorecard.Predict([30f, 0f, 0.2f], output);
        scorecard.PredictMargin([30f, 0f, 0.2f], margin);
        Assert.Equal(168f, output[0]);
        Assert.Equal(-168, margin[0]);
        var riskier = new Scorecard(Example with { Direction = ScorecardDirection.HigherIsRiskier });
        riskier.Predict([30f, 0f, 0.2f], output);
        riskier.PredictMargin([30f, 0f, 0.2f], margin);
        Assert.Equal(168f, output[0]);
        Assert.Equal(168, margin[0]);
    }

    [Theory]
    [InlineData(ScorecardDirection.HigherIsSafer)]
    [InlineData(ScorecardDirection.HigherIsRiskier)]
    public void Points_double_the_odds(ScorecardDirection direction)
    {
        ScorecardScaling scaling = ScorecardScaling.FromPointsToDoubleOdds(20, 600, 50, direction);
        double[] odds = new double[2];
        for (int i = 0; i < 2; i++)
        {
            var scorecard = new Scorecard(Example with { Scaling = scaling, Direction = direction, BasePoints = 600 - 68 + (20 * i) });
            double[] margin = new double[1];
            double[] probability = new double[1];
            scorecard.PredictMargin([30f, 0f, 0.2f], margin);
            scorecard.ApplyLink(margin, probability);
            odds[i] = (1 - probability[0]) / probability[0];
            Assert.Equal(ModelTask.BinaryClassification, scorecard.Info.Task);
        }

        Tolerance.AssertWithinRelative(50, odds[0], 1e-12);
        Tolerance.AssertWithinRelative(direction == ScorecardDirection.HigherIsSafer ? 100 : 25, odds[1], 1e-12);
    }

    [Fact]
    public void Reasons_are_ranked_by_points_lost_with_ties_in_order()
    {
        var scorecard = new Scorecard(Example);
        var reasons = new Reason[3];
        // Lost: age 20, housing 25, ratio 0.
        Assert.Equal(3, scorecard.RankReasons([20f, 1f, 0.2f], reasons));
        Assert.Equal(["housing", "R01", "ratio"], reasons.Select(reason => reason.Code));
        Assert.Equal([25.0, 20, 0], reasons.Select(reason => reason.Contribution));
        Assert.Equal("Age of the applicant", reasons[1].Text);

        // Lost: 0, 0, 5: the rest in order.
        Assert.Equal(2, scorecard.RankReasons([50f, 0f, 0.7f], reasons.AsSpan(0, 2)));
        Assert.Equal(["ratio", "R01"], reasons[..2].Select(reason => reason.Code));
        Assert.Equal(0, scorecard.RankReasons([50f, 0f, 0.7f], []));
    }

    [Fact]
    public void A_neutral_baseline_and_hidden_attributes()
    {
        ScorecardAttribute hidden = Example.Attributes[1] with { IsReason = false };
        var scorecard = new Scorecard(Example with
        {
            Baseline = ScorecardBaseline.Neutral,
            Attributes = [Example.Attributes[0] with { NeutralPoints = 25 }, hidden, Example.Attributes[2]],
        });
        var reasons = new Reason[4];
        Assert.Equal(2, scorecard.RankReasons([50f, 2f, 0.7f], reasons));
        Assert.Equal([("ratio", 3.0), ("R01", -5)], reasons[..2].Select(reason => (reason.Code, reason.Contribution)));
        Assert.Null(scorecard.ReasonOf(1));
        Assert.Equal("R01", scorecard.ReasonOf(0)!.Code);
    }

    [Fact]
    public void Contributions_and_base_add_up_to_the_margin()
    {
        var random = new Random(42);
        foreach (ScorecardBaseline baseline in Enum.GetValues<ScorecardBaseline>())
        {
            foreach (ScorecardScaling? scaling in (ScorecardScaling?[])[null, ScorecardScaling.FromPointsToDoubleOdds(20, 600, 50)])
            {
                var scorecard = new Scorecard(Example with { Baseline = baseline, Scaling = scaling });
                double[] contributions = new double[3];
                double[] margin = new double[1];
                for (int i = 0; i < 50; i++)
                {
                    float[] row = [random.Next(10, 60), random.Next(-1, 4), (float)random.NextDouble() * 2];
                    scorecard.PredictMargin(row, margin);
                    Tolerance.AssertWithin(margin[0], scorecard.Explain(row, 0, contributions) + contributions.Sum(), 1e-10);
                    Assert.True(baseline == ScorecardBaseline.Neutral || contributions.All(value => value >= 0));
                }
            }
        }
    }

    [Fact]
    public void Batches_and_float64_rows_give_what_rows_give()
    {
        var random = new Random(43);
        var scorecard = new Scorecard(Example with { Scaling = ScorecardScaling.FromPointsToDoubleOdds(20, 600, 50) });
        float[] rows = new float[3 * 40];
        for (int i = 0; i < rows.Length; i += 3)
        {
            (rows[i], rows[i + 1], rows[i + 2]) = (random.Next(3) == 0 ? float.NaN : random.Next(60), random.Next(4), random.Next(8) / 8f);
        }

        float[] outputs = new float[40];
        double[] margins = new double[40];
        scorecard.PredictBatch(rows, outputs);
        scorecard.PredictMarginBatch(rows, margins);
        float[] output = new float[1];
        double[] margin = new double[1];
        for (int row = 0; row < 40; row++)
        {
            float[] values = rows[(row * 3)..((row * 3) + 3)];
            scorecard.Predict(values, output);
            Ulp.AssertBitEqual(output[0], outputs[row]);
            scorecard.PredictMargin(Array.ConvertAll(values, value => (double)value), margin);
            Ulp.AssertBitEqual(margin[0], margins[row]);
            Ulp.AssertBitEqual((float)DoubleMath.Sigmoid(margin[0]), output[0]);
        }
    }

    [Fact]
    public void Attributes_with_many_bins_agree_with_a_search()
    {
        var random = new Random(44);
        ScorecardBin[] bins = [.. Enumerable.Range(0, 100).Where(i => i % 7 != 3).Select(i => ScorecardBin.Interval(i == 0 ? null : i * 1.5, (i + 1) * 1.5, i))];
        foreach (IntervalSide side in Enum.GetValues<IntervalSide>())
        {
            var scorecard = new Scorecard(new ScorecardDefinition
            {
                Attributes = [new ScorecardAttribute { Name = "x", Bins = [.. bins.OrderBy(_ => random.Next())], Side = side, UnknownPoints = -1 }],
            });
            for (int i = 0; i < 1000; i++)
            {
                double value = random.Next(3) == 0 ? random.Next(-3, 110) * 1.5 : random.NextDouble() * 170;
                ScorecardBin? bin = bins.FirstOrDefault(bin => Contains(bin, value, side));
                Assert.Equal(bin?.Points ?? -1, scorecard.Points([value]));
                Assert.Equal(bins.FirstOrDefault(bin => Contains(bin, (float)value, side))?.Points ?? -1, scorecard.Points([(float)value]));
            }
        }
    }

    [Fact]
    public void All_problems_are_named_together()
    {
        string message = Assert.Throws<ArgumentException>(() => new Scorecard(new ScorecardDefinition
        {
            BasePoints = double.NaN,
            Scaling = new ScorecardScaling(-20, 0),
            Attributes =
            [
                new ScorecardAttribute { Name = "a", Bins = [ScorecardBin.Interval(0, 10, 1), ScorecardBin.Interval(5, 20, 2)] },
                new ScorecardAttribute { Name = "a", Bins = [] },
                new ScorecardAttribute { Name = "c", Bins = [ScorecardBin.Category(1, "x", "x"), ScorecardBin.Category(double.NaN, "y")] },
                new ScorecardAttribute { Name = "d", Bins = [ScorecardBin.Category(1, "x"), ScorecardBin.Interval(3, 3, 1)] },
                new ScorecardAttribute { Name = "e", Bins = [ScorecardBin.Interval(3, 3, 1)] },
                new ScorecardAttribute { Name = "f", Bins = [ScorecardBin.Category(1, "x")], CategoryOrder = ["y"] },
            ],
        })).Message;
        foreach (string part in (string[])
                 ["base_points", "direction", "attributes[0].bins[1]", "attributes[1].name", "attributes[1].bins", "attributes[2].bins[0]",
                  "attributes[2].bins[1].points", "attributes[3].bins", "attributes[4].bins[0]", "attributes[5].categories"])
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var scorecard = new Scorecard(Example);
        float[] row = [20, 1, 0.2f];
        float[] output = new float[1];
        double[] contributions = new double[3];
        var reasons = new Reason[3];
        AllocationAssert.None(() =>
        {
            scorecard.Predict(row, output);
            scorecard.Explain(row, 0, contributions);
            scorecard.RankReasons(row, reasons);
        });
    }

    private static bool Contains(ScorecardBin bin, double value, IntervalSide side) => side == IntervalSide.UpperInclusive
        ? !(value <= bin.Lower) && !(value > bin.Upper)
        : !(value < bin.Lower) && !(value >= bin.Upper);

    private static void AssertPoints(int attribute, double value, double points)
    {
        var scorecard = new Scorecard(Example);
        float[] row = [50, 0, 0.2f];
        double[] all = new double[3];
        row[attribute] = (float)value;
        scorecard.AttributePoints(row, all);
        Assert.Equal(points, all[attribute]);
        Assert.Equal(100 + all.Sum(), scorecard.Points(row));
        Assert.Equal(100 + all.Sum(), scorecard.Points(Array.ConvertAll(row, x => (double)x)));
    }
}
