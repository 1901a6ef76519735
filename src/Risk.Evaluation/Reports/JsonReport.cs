using System.Text.Encodings.Web;
using System.Text.Json;

namespace Risk.Evaluation.Reports;

/// <summary>A backtest as JSON.</summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(BacktestReport report, Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, Options);
        writer.WriteStartObject();
        writer.WriteString("label", report.Label);
        writer.WriteString("amount", report.Amount);
        Write(writer, "events", report.Events);
        writer.WriteNumber("badLines", report.BadLineCount);
        writer.WriteString("from", report.Period?.First.ToString("O"));
        writer.WriteString("to", report.Period?.Last.ToString("O"));
        writer.WriteNumber("confidenceLevel", report.ConfidenceLevel);
        writer.WriteStartArray("problems");
        foreach (RiskDiagnostic problem in report.Problems)
        {
            writer.WriteStringValue(problem.ToString());
        }

        writer.WriteEndArray();
        Write(writer, "candidate", report.Candidate);
        if (report.Other is not null)
        {
            Write(writer, "other", report.Other);
        }

        if (report.Comparison is not null)
        {
            Write(writer, report.Comparison);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, CandidateReport candidate)
    {
        writer.WriteStartObject(name);
        writer.WriteString("name", candidate.Name);
        writer.WriteString("version", candidate.Version);
        Write(writer, "value", candidate.Value);
        Write(writer, "blockedBadShare", candidate.BlockedBadShare);
        Write(writer, "blockedGoodShare", candidate.BlockedGoodShare);
        writer.WriteStartArray("actions");
        foreach (ActionReport action in candidate.Actions)
        {
            writer.WriteStartObject();
            writer.WriteString("action", Lower(action.Action));
            Number(writer, "share", action.Share);
            Write(writer, "outcomes", action.Outcomes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rules");
        foreach (RuleReport rule in candidate.Rules)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Id);
            writer.WriteString("action", rule.Action.ToString().ToLowerInvariant());
            writer.WriteBoolean("shadow", rule.IsShadow);
            Number(writer, "precision", rule.Precision);
            Number(writer, "recall", rule.Recall);
            Write(writer, "hits", rule.Hits);
            Write(writer, "decided", rule.Decided);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (candidate.Score is not null)
        {
            Write(writer, candidate.Score);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ScoreReport score)
    {
        writer.WriteStartObject("score");
        writer.WriteNumber("count", score.Count);
        Write(writer, "auc", score.AreaUnderCurve);
        Write(writer, "ks", score.KolmogorovSmirnov);
        Write(writer, "averagePrecision", score.AveragePrecision);
        Number(writer, "brier", score.BrierScore);
        Number(writer, "logLoss", score.LogLoss);
        writer.WriteStartArray("gains");
        foreach (GainsBin bin in score.Gains)
        {
            writer.WriteStartObject();
            writer.WriteNumber("count", bin.Count);
            Number(writer, "bad", bin.Bad);
            Number(writer, "lowestScore", bin.LowestScore);
            Number(writer, "cumulativeRecall", bin.CumulativeRecall);
            Number(writer, "lift", bin.Lift);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("thresholds");
        foreach (OperatingPoint point in score.Thresholds)
        {
            writer.WriteStartObject();
            Number(writer, "threshold", point.Threshold);
            writer.WriteNumber("truePositives", point.Confusion.TruePositives);
            writer.WriteNumber("falsePositives", point.Confusion.FalsePositives);
            Number(writer, "precision", point.Confusion.Precision);
            Number(writer, "recall", point.Confusion.Recall);
            Number(writer, "falsePositiveRate", point.Confusion.FalsePositiveRate);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("calibration");
        foreach (CalibrationBin bin in score.Calibration)
        {
            writer.WriteStartObject();
            Number(writer, "lower", bin.Lower);
            Number(writer, "upper", bin.Upper);
            writer.WriteNumber("count", bin.Count);
            Number(writer, "predicted", bin.MeanPredicted);
            Number(writer, "observed", bin.Observed);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ComparisonReport comparison)
    {
        writer.WriteStartObject("comparison");
        Number(writer, "agreement", comparison.Agreement);
        Write(writer, "aucDifference", comparison.AreaUnderCurveDifference);
        Write(writer, "valueDifference", comparison.ValueDifference);
        Write(writer, "newlyBlocked", comparison.NewlyBlocked);
        Write(writer, "noLongerBlocked", comparison.NoLongerBlocked);
        Write(writer, "newlyStopped", comparison.NewlyStopped);
        Write(writer, "noLongerStopped", comparison.NoLongerStopped);
        writer.WriteStartArray("actions");
        for (RiskAction first = RiskAction.Allow; first <= RiskAction.Block; first++)
        {
            for (RiskAction second = RiskAction.Allow; second <= RiskAction.Block; second++)
            {
                writer.WriteStartObject();
                writer.WriteString("candidate", Lower(first));
                writer.WriteString("other", Lower(second));
                Write(writer, "outcomes", comparison.Actions[(int)first][(int)second]);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, OutcomeCount outcomes)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("count", outcomes.Count);
        writer.WriteNumber("bad", outcomes.Bad);
        writer.WriteNumber("good", outcomes.Good);
        writer.WriteNumber("unlabelled", outcomes.Unlabelled);
        Number(writer, "badAmount", outcomes.BadAmount);
        Number(writer, "goodAmount", outcomes.GoodAmount);
        Number(writer, "badRate", outcomes.BadRate);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, ConfidenceInterval? interval)
    {
        if (interval is not { } known)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        Number(writer, "estimate", known.Estimate);
        Number(writer, "lower", known.Lower);
        Number(writer, "upper", known.Upper);
        writer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static string Lower(RiskAction action) => action.ToString().ToLowerInvariant();
}
