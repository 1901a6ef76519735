using Risk;
using Risk.Events;
using Risk.Features;
using Risk.Models.Scorecards;
using Risk.Scoring;

namespace CreditScorecard;

/// <summary>The lender's scorecard: 600 points are odds of 50 to 1, and 20 points double them.</summary>
internal static class LenderScorecard
{
    private static readonly string[] Housing = ["own", "rent", "parents"];

    public static ScorecardScaling Scaling { get; } = ScorecardScaling.FromPointsToDoubleOdds(pointsToDoubleOdds: 20, basePoints: 600, baseOdds: 50);

    /// <summary>Refuses above a one in six chance of default, and lets a person look at one in twelve.</summary>
    public static RiskScorer<CreditApplication> CreateScorer() => RiskScorer.For<CreditApplication>()
        .UsePipeline(Pipeline(CreditApplication.EventReader.Schema))
        .UseModel(new Scorecard(Definition()))
        .UsePolicy(policy => policy.Review(from: 100.0 / 12).Block(from: 100.0 / 6))
        .UseVersion("lender-2026-11")
        .Build();

    private static FeaturePipeline Pipeline(EventSchema schema) => FeaturePipeline.Build(schema, features => features
        .Add("burden", ((Feature.Number("loan_amount") / Feature.Number("term_months")) + Feature.Number("monthly_debt")) / Feature.Number("monthly_income"))
        .AddNumbers("months_employed", "delinquencies_last_year", "card_utilisation")
        .Add("housing", Feature.Text("housing").Ordinal(Housing)));

    private static ScorecardDefinition Definition() => new()
    {
        Scaling = Scaling,
        BasePoints = 60,
        Attributes =
        [
            Attribute("burden", "AA01", "Income insufficient for the amount of credit requested", missing: 70,
                ScorecardBin.Interval(null, 0.15, 130), ScorecardBin.Interval(0.15, 0.3, 116), ScorecardBin.Interval(0.3, 0.5, 95), ScorecardBin.Interval(0.5, null, 62)),
            Attribute("months_employed", "AA02", "Length of employment", missing: 92,
                ScorecardBin.Interval(null, 12, 88), ScorecardBin.Interval(12, 36, 98), ScorecardBin.Interval(36, 96, 106), ScorecardBin.Interval(96, null, 114)),
            Attribute("delinquencies_last_year", "AA03", "Delinquent past or present credit obligations with others", missing: 90,
                ScorecardBin.Interval(null, 0, 122), ScorecardBin.Interval(0, 1, 92), ScorecardBin.Interval(1, null, 54)),
            Attribute("card_utilisation", "AA04", "Proportion of revolving balances to credit limits is too high", missing: 98,
                ScorecardBin.Interval(null, 0.3, 116), ScorecardBin.Interval(0.3, 0.6, 106), ScorecardBin.Interval(0.6, 0.9, 92), ScorecardBin.Interval(0.9, null, 76)),
            Attribute("housing", "AA05", "Length or kind of residence", missing: 96,
                ScorecardBin.Category(108, "own"), ScorecardBin.Category(96, "rent"), ScorecardBin.Category(101, "parents")) with { CategoryOrder = Housing },
        ],
    };

    private static ScorecardAttribute Attribute(string name, string code, string text, double missing, params ScorecardBin[] bins) => new()
    {
        Name = name,
        Bins = bins,
        ReasonCode = code,
        ReasonText = text,
        MissingPoints = missing,
        UnknownPoints = missing,
    };
}
