using System.Text.Json;
using Risk.Models.Linear;

namespace Risk.Models.Formats.Coefficients;

/// <summary>Writes a linear model as the coefficient JSON that <see cref="CoefficientReader"/> reads.</summary>
internal static class CoefficientWriter
{
    public static void Write(LinearModelDefinition definition, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        int margins = definition.Intercepts.Count;
        int features = definition.Weights.Count / margins;
        json.WriteStartObject();
        if (definition.FeatureNames.Count > 0)
        {
            Write(json, "features", definition.FeatureNames);
        }

        if (definition.Labels.Count > 0)
        {
            Write(json, "classes", definition.Labels);
        }

        if (margins == 1)
        {
            Write(json, "coefficients", definition.Weights, 0, features);
            json.WriteNumber("intercept", definition.Intercepts[0]);
        }
        else
        {
            json.WriteStartArray("coefficients");
            for (int margin = 0; margin < margins; margin++)
            {
                Write(json, null, definition.Weights, margin * features, features);
            }

            json.WriteEndArray();
            Write(json, "intercept", definition.Intercepts, 0, margins);
        }

        WriteOptional(json, "mean", definition.Means);
        WriteOptional(json, "scale", definition.Scales);
        WriteOptional(json, "fill", definition.FillValues);
        WriteOptional(json, "reference", definition.Reference);
        json.WriteString("link", Name(definition.Link));
        if (definition.LinkScale != 1)
        {
            json.WriteNumber("link_scale", definition.LinkScale);
        }

        if (definition.Summation != LinearSummation.Lanes)
        {
            json.WriteString("summation", Name(definition.Summation));
        }

        if (definition.PipelineFingerprint is { } pipeline)
        {
            json.WriteString("pipeline", pipeline.ToString());
        }

        json.WriteEndObject();
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void WriteOptional(Utf8JsonWriter json, string key, IReadOnlyList<double>? values)
    {
        if (values is not null)
        {
            Write(json, key, values, 0, values.Count);
        }
    }

    private static void Write(Utf8JsonWriter json, string key, IReadOnlyList<string> values)
    {
        json.WriteStartArray(key);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    // NaN, a feature without fill value, is null in JSON.
    private static void Write(Utf8JsonWriter json, string? key, IReadOnlyList<double> values, int start, int count)
    {
        if (key is null)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartArray(key);
        }

        for (int i = start; i < start + count; i++)
        {
            if (double.IsNaN(values[i]))
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteNumberValue(values[i]);
            }
        }

        json.WriteEndArray();
    }
}
