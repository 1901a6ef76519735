using Risk;
using Risk.Events;
using Risk.Features;
using Risk.Models.Linear;
using Risk.Models.Scorecards;

namespace Demo.Credit;

/// <summary>The two models of the demo: a points scorecard written down by hand, and a logistic regression fitted to simulated history.</summary>
internal static class CreditModels
{
    private static readonly string[] Housing = ["own", "parents", "rent"];
    private static readonly string[] Purposes = ["car", "debts", "education", "furniture"];

    /// <summary>The features of the scorecard in the order of its attributes; categories as their position in the scorecard's own order.</summary>
    public static FeaturePipeline ScorecardPipeline(EventSchema schema) => FeaturePipeline.Build(schema, pipeline => pipeline
        .Add("burden", Burden())
        .AddNumbers("months_employed", "delinquencies", "utilisation")
        .Add("housing", Feature.Text("housing").Ordinal(Housing))
        .Add("purpose", Feature.Text("purpose").Ordinal(Purposes)));

    public static Scorecard Scorecard() => new(new ScorecardDefinition
    {
        Scaling = ScorecardScaling.FromPointsToDoubleOdds(pointsToDoubleOdds: 20, basePoints: 600, baseOdds: 50),
        Attributes =
        [
            Attribute("burden", "R01", "Monthly rate is high against the income", 82,
                ScorecardBin.Interval(null, 0.5, 116), ScorecardBin.Interval(0.5, 1, 106), ScorecardBin.Interval(1, 1.5, 92),
                ScorecardBin.Interval(1.5, 2.5, 74), ScorecardBin.Interval(2.5, null, 52)),
            Attribute("months_employed", "R02", "Short time in the present employment", 96,
                ScorecardBin.Interval(null, 12, 91), ScorecardBin.Interval(12, 36, 95), ScorecardBin.Interval(36, 96, 100), ScorecardBin.Interval(96, null, 110)),
            Attribute("delinquencies", "R03", "Late payments in the last year", 90,
                ScorecardBin.Interval(null, 0, 106), ScorecardBin.Interval(0, 1, 83), ScorecardBin.Interval(1, null, 52)),
            Attribute("utilisation", "R04", "Credit lines are used to a large part", 92,
                ScorecardBin.Interval(null, 0.3, 108), ScorecardBin.Interval(0.3, 0.6, 100), ScorecardBin.Interval(0.6, 0.9, 90), ScorecardBin.Interval(0.9, null, 81)),
            Attribute("housing", "R05", "Housing situation", 96,
                ScorecardBin.Category(102, "own"), ScorecardBin.Category(102, "parents"), ScorecardBin.Category(91, "rent")) with { CategoryOrder = Housing },
            Attribute("purpose", "R06", "Purpose of the loan", 96,
                ScorecardBin.Category(100, "car"), ScorecardBin.Category(90, "debts"), ScorecardBin.Category(100, "education"), ScorecardBin.Category(100, "furniture"))
                with { CategoryOrder = Purposes },
        ],
    });

    /// <summary>The features of the logistic model, their means and deviations fitted to history.</summary>
    public static (FeaturePipeline Pipeline, LinearModel Model) Logistic(IReadOnlyList<Application> history)
    {
        EventSchema schema = Application.Reader.Schema;
        FeaturePipeline pipeline = FeaturePipeline.Build(schema, build => build
            .Add("burden", Burden().Clip(upper: 3))
            .Add("months_employed", Feature.Number("months_employed").Impute(48).Clip(upper: 240) / 100)
            .Add("delinquencies", Feature.Number("delinquencies"))
            .Add("utilisation", Feature.Number("utilisation").Impute(0.5))
            .Add("housing", Feature.Text("housing").OneHot("rent"))
            .Add("purpose", Feature.Text("purpose").OneHot("debts")));
        FeatureVectorizer vectorizer = pipeline.Compile(out AttributeLayout layout);
        AttributeRow row = layout.CreateRow();
        float[][] vectors = [.. history.Select(application =>
        {
            row.Clear();
            Application.Reader.Read(in application, row);
            float[] vector = new float[pipeline.FeatureCount];
            vectorizer.Transform(row, vector);
            return vector;
        })];
        double[] weights = Fit(vectors, [.. history.Select(static application => application.Defaulted)]);
        return (pipeline, new LinearModel(new LinearModelDefinition
        {
            Weights = weights[1..],
            Intercepts = [weights[0]],
            FeatureNames = pipeline.FeatureNames,
            Reference = [.. Enumerable.Range(0, pipeline.FeatureCount).Select(i => vectors.Average(vector => (double)vector[i]))],
            PipelineFingerprint = pipeline.Fingerprint,
        }));
    }

    private static NumberExpression Burden() => Feature.Number("amount") / Feature.Number("duration_months") / (Feature.Number("income") * 0.1);

    private static ScorecardAttribute Attribute(string name, string code, string text, double missing, params ScorecardBin[] bins) => new()
    {
        Name = name,
        Bins = bins,
        ReasonCode = code,
        ReasonText = text,
        MissingPoints = missing,
        UnknownPoints = missing,
    };

    // Logistic regression by gradient descent on the mean log loss: enough for eight weights, and the same bits on every run.
    private static double[] Fit(float[][] vectors, bool[] labels)
    {
        double[] weights = new double[vectors[0].Length + 1];
        for (int step = 0; step < 3_000; step++)
        {
            double[] gradient = new double[weights.Length];
            for (int i = 0; i < vectors.Length; i++)
            {
                double margin = weights[0];
                for (int k = 0; k < vectors[i].Length; k++)
                {
                    margin += weights[k + 1] * vectors[i][k];
                }

                double error = (1 / (1 + Math.Exp(-margin))) - (labels[i] ? 1 : 0);
                gradient[0] += error;
                for (int k = 0; k < vectors[i].Length; k++)
                {
                    gradient[k + 1] += error * vectors[i][k];
                }
            }

            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] -= 0.5 * gradient[k] / vectors.Length;
            }
        }

        return weights;
    }
}
