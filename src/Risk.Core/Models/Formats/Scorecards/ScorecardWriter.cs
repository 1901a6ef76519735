using System.Text.Json;
using Risk.Models.Scorecards;

namespace Risk.Models.Formats.Scorecards;

/// <summary>Writes a scorecard as the JSON that <see cref="ScorecardReader"/> reads.</summary>
internal static class ScorecardWriter
{
    public static void Write(ScorecardDefinition definition, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("kind", "scorecard");
        if (definition.Scaling is { } scaling)
        {
            json.WriteNumber("factor", scaling.Factor);
            json.WriteNumber("offset", scaling.Offset);
        }

        if (definition.BasePoints != 0)
        {
            json.WriteNumber("base_points", definition.BasePoints);
        }

        if (definition.Direction == ScorecardDirection.HigherIsRiskier)
        {
            json.WriteString("direction", "higher_is_riskier");
        }

        if (definition.Baseline == ScorecardBaseline.Neutral)
        {
            json.WriteString("baseline", "neutral");
        }

        if (definition.PipelineFingerprint is { } pipeline)
        {
            json.WriteString("pipeline", pipeline.ToString());
        }

        json.WriteStartArray("attributes");
        foreach (ScorecardAttribute attribute in definition.Attributes)
        {
            WriteAttribute(json, attribute);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter json, ScorecardAttribute attribute)
    {
        json.WriteStartObject();
        json.WriteString("name", attribute.Name);
        WriteText(json, "reason_code", attribute.ReasonCode);
        WriteText(json, "reason_text", attribute.ReasonText);
        if (!attribute.IsReason)
        {
            json.WriteBoolean("is_reason", false);
        }

        if (attribute.CategoryOrder is { } order)
        {
            json.WriteStartArray("categories");
            foreach (string category in order)
            {
                json.WriteStringValue(category);
            }

            json.WriteEndArray();
        }

        WriteNumber(json, "unknown_points", attribute.UnknownPoints);
        WriteNumber(json, "missing_points", attribute.MissingPoints);
        WriteNumber(json, "neutral_points", attribute.NeutralPoints);
        json.WriteStartArray("bins");
        foreach (ScorecardBin bin in attribute.Bins)
        {
            WriteBin(json, bin, attribute.Side);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBin(Utf8JsonWriter json, ScorecardBin bin, IntervalSide side)
    {
        json.WriteStartObject();
        if (bin.IsInterval)
        {
            WriteBorder(json, side == IntervalSide.UpperInclusive ? "lower_exclusive" : "lower_inclusive", bin.Lower);
            WriteBorder(json, side == IntervalSide.UpperInclusive ? "upper_inclusive" : "upper_exclusive", bin.Upper);
        }
        else
        {
            json.WriteStartArray("values");
            foreach (string category in bin.Categories ?? [])
            {
                json.WriteStringValue(category);
            }

            foreach (double value in bin.SpecialValues ?? [])
            {
                json.WriteNumberValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteNumber("points", bin.Points);
        json.WriteEndObject();
    }

    // An open end is null: the key says which border would belong to the interval.
    private static void WriteBorder(Utf8JsonWriter json, string key, double? border)
    {
        if (border is { } value)
        {
            json.WriteNumber(key, value);
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string key, string? value)
    {
        if (value is not null)
        {
            json.WriteString(key, value);
        }
    }
}
