using System.Globalization;
using Risk.Events;

namespace Risk.Scoring;

internal sealed partial class ScoringPlan
{
    // The year 3968 in microseconds: beyond it, and as far before 1970, a timestamp is shown as its number.
    private const double LastTimestamp = 63_000_000_000_000_000 - 1;

    /// <summary>The full account of a filled row's decision. Reads windows without recording. Allocates.</summary>
    public DecisionTrace Explain(ScoringWorkspace workspace)
    {
        RiskDecision decision = Decide(workspace, record: false);
        DecisionTrace trace = Account(workspace, decision);
        return trace with
        {
            Attributes = Values(workspace.Row),
            Rules = _rules is { CanExplain: true } rules ? rules.Explain(workspace.Row) : null,
        };
    }

    /// <summary>The full account of a vector's decision. Allocates.</summary>
    public DecisionTrace Explain(ScoringWorkspace workspace, ReadOnlySpan<float> features) => Account(workspace, Decide(workspace, features));

    private DecisionTrace Account(ScoringWorkspace workspace, in RiskDecision decision)
    {
        if (PrimaryModel is null)
        {
            return new DecisionTrace { Decision = decision };
        }

        ReadOnlySpan<float> features = workspace.PrimaryFeatures(PrimaryModel.FeatureCount);
        double[] contributions = new double[features.Length];
        Array.Fill(contributions, double.NaN);
        double baseMargin = _explainable?.Explain(features, PrimaryModel.ExplainedMargin, contributions) ?? double.NaN;
        var traced = new TracedFeature[features.Length];
        for (int i = 0; i < traced.Length; i++)
        {
            traced[i] = new TracedFeature(_featureNames[i], features[i], contributions[i]);
        }

        double amount = _amountPosition >= 0 ? workspace.Row.Numbers[_amountPosition] : double.NaN;
        double probability = decision.Probability;
        return new DecisionTrace
        {
            Decision = decision,
            Features = traced,
            BaseMargin = baseMargin,
            Margin = PrimaryModel.Score(features, workspace).Margin,
            ExpectedValues = _policy.ExpectedValue is { } values
                ? [.. Enum.GetValues<RiskAction>().Select(action => values.ValueOf(action, probability, amount))]
                : [],
        };
    }

    private TracedValue[] Values(AttributeRow row)
    {
        var values = new TracedValue[Layout.Count];
        for (int position = 0; position < values.Length; position++)
        {
            AttributeDefinition column = Layout.Columns[position];
            values[position] = new TracedValue(column.Name, Format(row, position, column));
        }

        return values;
    }

    private string? Format(AttributeRow row, int position, AttributeDefinition column)
    {
        if (column.IsText)
        {
            AttributeUse use = Layout.UseOf(position);
            int code = row.Codes[position];
            return row.TryGetText(position, out ReadOnlySpan<char> text) ? text.ToString()
                : use == AttributeUse.None ? "(not read)"
                : (use & (AttributeUse.Code | AttributeUse.Hash)) == 0 || code == TextCode.Missing ? null
                : code >= TextCode.FirstKnown && Layout.Codebooks[position] is { } codebook ? codebook.TextOf(code)
                : "(another text)";
        }

        double number = row.Numbers[position];
        return double.IsNaN(number) ? null
            : column.Kind switch
            {
                AttributeKind.Boolean => number != 0 ? "true" : "false",
                AttributeKind.Timestamp when Math.Abs(number) < LastTimestamp => Internals.UnixTime.ToDateTimeOffset(number).ToString("O", CultureInfo.InvariantCulture),
                _ => number.ToString("R", CultureInfo.InvariantCulture),
            };
    }
}
