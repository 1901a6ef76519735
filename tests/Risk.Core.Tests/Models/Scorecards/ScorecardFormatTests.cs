using System.Text;
using Risk.Core.Tests.Models.Formats;
using Risk.Models;
using Risk.Models.Scorecards;

namespace Risk.Core.Tests.Models.Scorecards;

public class ScorecardFormatTests
{
    [SharedDataFact("german-credit")]
    public void Points_probabilities_and_reasons_are_those_of_the_reference()
    {
        var scorecard = Assert.IsType<Scorecard>(RiskModel.Load(SharedData.Path("german-credit", "models", "scorecard_woe.json")));
        CaseTable rows = CaseTable.Read(SharedData.Path("german-credit", "cases", "scorecard.input.csv"));
        CaseTable expected = CaseTable.Read(SharedData.Path("german-credit", "cases", "scorecard_woe.expected.csv"));
        Assert.Equal(rows.Header, scorecard.Info.FeatureNames);
        var reasons = new Reason[3];
        double[] margin = new double[1];
        double[] probability = new double[1];
        for (int row = 0; row < expected.RowCount; row++)
        {
            IReadOnlyList<string> texts = rows.TextRow(row);
            float[] values = [.. texts.Select((text, i) => scorecard.Encode(i, text))];
            Ulp.AssertBitEqual(expected.Number(row, "score"), scorecard.Points(values), $"points of row {row}");
            scorecard.PredictMargin(values, margin);
            scorecard.ApplyLink(margin, probability);
            Tolerance.AssertWithin(expected.Number(row, "pd"), probability[0], 1e-15, $"probability of row {row}");
            Assert.Equal(3, scorecard.RankReasons(values, reasons));
            Assert.Equal(
                [expected.Text(row, "reason_1"), expected.Text(row, "reason_2"), expected.Text(row, "reason_3")],
                reasons.Select(reason => reason.Code));
        }
    }

    [Fact]
    public void Every_kind_of_bin_is_read()
    {
        var scorecard = Assert.IsType<Scorecard>(Load("""
            {
              "kind": "scorecard", "pdo": 20, "base_score": 600, "base_odds_good_to_bad": 50, "base_points": 5, "baseline": "neutral",
              "attributes": [
                { "name": "a", "neutral_points": 3, "bins": [
                    { "lower_inclusive": null, "upper_exclusive": 1, "points": 1 }, { "lower_inclusive": 1, "upper_exclusive": null, "points": 2 },
                    { "value": 99, "points": 7 }, { "values": [98, 97], "points": 8 }, { "missing": true, "points": 9 } ] },
                { "name": "b", "categories": ["z", "y", "x"], "reason_code": "B1", "reason_text": "because", "is_reason": true,
                  "bins": [ { "value": "x", "points": 10 }, { "values": ["y", "z"], "points": 20, "good": 3, "bad": 1, "woe": 0.1 } ] }
              ]
            }
            """));
        Assert.Equal(5 + 2 + 10, scorecard.Points([1f, scorecard.Encode(1, "x")]));
        Assert.Equal(5 + 1 + 20, scorecard.Points([0.99f, 0f]));
        Assert.Equal(5 + 7 + 20, scorecard.Points([99f, 1f]));
        Assert.Equal(5 + 8 + 10, scorecard.Points([97f, 2f]));
        Assert.Equal(5 + 9 + 10, scorecard.Points([float.NaN, 7f]));
        Assert.Equal("B1", scorecard.ReasonOf(1)!.Code);
        Tolerance.AssertWithin(20 / Math.Log(2), scorecard.Definition.Scaling!.Factor, 1e-13);
        Assert.Equal("scorecard-json", scorecard.Info.Format);
    }

    [Fact]
    public void Written_scorecards_are_read_back_the_same()
    {
        ScorecardDefinition definition = new()
        {
            BasePoints = 1.1,
            Scaling = new ScorecardScaling(-28.5, 487.1),
            Direction = ScorecardDirection.HigherIsRiskier,
            Baseline = ScorecardBaseline.Neutral,
            PipelineFingerprint = new Fingerprint(77),
            Attributes =
            [
                new ScorecardAttribute
                {
                    Name = "a",
                    Side = IntervalSide.LowerInclusive,
                    Bins = [ScorecardBin.Interval(null, 1.0 / 3, 0.1), ScorecardBin.Interval(0.5, null, 2), ScorecardBin.Special(4, -1, -2)],
                    MissingPoints = 1,
                    NeutralPoints = 2,
                    UnknownPoints = 3,
                    ReasonCode = "A",
                    ReasonText = "Text",
                    IsReason = false,
                },
                new ScorecardAttribute { Name = "b", Bins = [ScorecardBin.Category(1, "x", "y")], CategoryOrder = ["y", "x"] },
            ],
        };
        byte[] first = Written(new Scorecard(definition));
        var copy = Assert.IsType<Scorecard>(RiskModel.Load(first));
        Assert.Equal(first, Written(copy));
        var original = new Scorecard(definition);
        foreach (float[] row in (float[][])[[0.2f, 0], [0.4f, 1], [0.5f, 2], [-1, 0], [float.NaN, float.NaN]])
        {
            Ulp.AssertBitEqual(original.Points(row), copy.Points(row));
        }
    }

    [Theory]
    [InlineData("""{"attributes":[]}""", "scorecard.attributes")]
    [InlineData("""{"attributes":5}""", "scorecard.attributes")]
    [InlineData("""{"attributes":[5]}""", "scorecard.attributes[0]")]
    [InlineData("""{"attributes":[{"name":"a"}]}""", "scorecard.attributes[0].bins")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"value":"x"}]}]}""", "scorecard.attributes[0].bins[0].points")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"value":true,"points":1}]}]}""", "scorecard.attributes[0].bins[0].value")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"points":1}]}]}""", "scorecard.attributes[0].bins[0]")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"lower_exclusive":1,"upper_exclusive":2,"points":1}]}]}""", "scorecard.attributes[0].bins[0]")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"value":"x","points":1}],"binns":1}]}""", "scorecard.attributes[0].binns")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"value":"x","points":"1"}]}]}""", "scorecard.attributes[0].bins[0].points")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"value":"x","points":1}]}],"factor":1}""", "scorecard.offset")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"value":"x","points":1}]}],"pdo":20}""", "scorecard.pdo")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"value":"x","points":1}]}],"direction":"up"}""", "scorecard.direction")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"value":"x","points":1}]}],"kind":"tree"}""", "scorecard.kind")]
    [InlineData("""{"attributes":[{"name":"a","bins":[{"value":"x","points":1e999}]}]}""", "scorecard.attributes[0].bins[0].points")]
    public void Problems_are_named_with_their_place(string json, string path)
    {
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => Load(json));
        Assert.Contains(problem.Diagnostics, diagnostic => diagnostic.Path == path && diagnostic.Code == "RM065");
    }

    [Fact]
    public void Damaged_files_are_refused_or_load_but_never_crash()
    {
        byte[] good = Written(new Scorecard(new ScorecardDefinition
        {
            Scaling = ScorecardScaling.FromPointsToDoubleOdds(20, 600, 50),
            Attributes =
            [
                new ScorecardAttribute { Name = "a", Bins = [ScorecardBin.Interval(null, 5, 1), ScorecardBin.Interval(5, null, 2)] },
                new ScorecardAttribute { Name = "b", Bins = [ScorecardBin.Category(1, "x", "y")] },
            ],
        }));

        Assert.InRange(ModelMutation.Run([good], 1000, seed: 6), 1, 999);
    }

    private static IRiskModel Load(string json) => RiskModel.Load(Encoding.UTF8.GetBytes(json));

    private static byte[] Written(Scorecard scorecard)
    {
        using var stream = new MemoryStream();
        scorecard.Write(stream);
        return stream.ToArray();
    }
}
