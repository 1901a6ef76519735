using System.Globalization;
using Risk;
using Risk.Models.Scorecards;
using Risk.Scoring;
using Spectre.Console;

namespace Demo.Credit;

/// <summary>The same on real applications, where the public German credit data lies beside the repository.</summary>
internal static class GermanCredit
{
    private static readonly string[] Columns =
    [
        "checking_status", "duration_months", "credit_history", "purpose", "credit_amount_dm", "savings", "employment_since", "installment_rate_pct", "personal_status_sex",
        "other_debtors", "residence_since_years", "property", "age_years", "other_installment_plans", "housing", "existing_credits", "job", "dependants", "telephone",
        "foreign_worker", "class",
    ];

    public static void Run()
    {
        if (DemoData.Shared("german-credit") is not { } folder)
        {
            AnsiConsole.MarkupLine("[grey]The German credit data is not beside the repository, so only simulated applications are shown.[/]");
            return;
        }

        var scorecard = (Scorecard)RiskModel.Load(Path.Combine(folder, "models", "scorecard_woe.json"));
        VectorScorer scorer = RiskScorer.ForVectors(scorecard).UsePolicy(policy => policy.Review(from: 25).Block(from: 50)).Build();
        int[] columns = [.. scorecard.Info.FeatureNames.Select(name => Array.IndexOf(Columns, name))];
        string[][] rows = [.. File.ReadLines(Path.Combine(folder, "german.data")).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(static fields => fields.Length == 21)];
        Confusion.Print($"German credit: {rows.Length} real applications by their scorecard, review from 25 %, refuse from 50 %", rows.Select(fields =>
        {
            float[] features = new float[columns.Length];
            for (int i = 0; i < features.Length; i++)
            {
                string field = fields[columns[i]];
                features[i] = float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number : scorecard.Encode(i, field);
            }

            return (scorer.Score(features).Action, fields[20] == "2");
        }));
    }
}
