using System.Globalization;
using System.Text.Json;
using Risk.Internals;
using Risk.Models.Linear;

namespace Risk.Models.Formats.Coefficients;

/// <summary>Reads the keys of coefficient JSON into a definition; problems go to the <see cref="JsonObjectReader"/>.</summary>
internal static class CoefficientReader
{
    private static readonly Dictionary<string, LinkFunction> Kinds = new(StringComparer.Ordinal)
    {
        ["logistic_regression"] = LinkFunction.Sigmoid,
        ["multinomial_regression"] = LinkFunction.Softmax,
        ["linear_regression"] = LinkFunction.Identity,
        ["poisson_regression"] = LinkFunction.Exponential,
        ["probit_regression"] = LinkFunction.Probit,
    };

    /// <summary>Reads the definition; it may be used only when the reader has no problems.</summary>
    public static LinearModelDefinition Read(JsonObjectReader json)
    {
        json.Expect(
            "kind", "features", "coefficients", "intercept", "standardise", "standardize", "mean", "scale", "numeric", "categories", "classes",
            "link", "link_scale", "fill", "reference", "summation", "pipeline");
        string[] features = JsonNumbers.Texts(json, "features") ?? [];
        List<double> weights = Coefficients(json, out int rows);
        int count = rows == 0 ? 0 : weights.Count / rows;
        double[]? means = JsonNumbers.Numbers(json, "mean");
        double[]? scales = JsonNumbers.Numbers(json, "scale");
        ReadNumeric(json, features, ref means, ref scales);
        LinkFunction link = Link(json, rows);
        var definition = new LinearModelDefinition
        {
            Weights = weights,
            Intercepts = Intercepts(json, rows),
            Link = link,
            LinkScale = json.Number("link_scale") ?? 1,
            Means = means,
            Scales = scales,
            FillValues = JsonNumbers.Numbers(json, "fill", nullsAreNaN: true),
            Reference = JsonNumbers.Numbers(json, "reference"),
            Summation = json.Word<LinearSummation>("summation") ?? LinearSummation.Lanes,
            FeatureNames = features,
            Labels = JsonNumbers.Texts(json, "classes") ?? [],
            PipelineFingerprint = json.Fingerprint("pipeline"),
            Format = "coefficients-json",
        };

        foreach ((string property, string problem) in LinearModelValidation.Check(definition))
        {
            json.Report(problem, null, KeyOf(property));
        }

        if (features.Length != 0 && count != 0 && features.Length != count)
        {
            json.Report(
                string.Create(CultureInfo.InvariantCulture, $"there are {count} coefficients for {features.Length} features."),
                "list them in the order of features.",
                "coefficients");
        }

        return definition;
    }

    // One array for one margin, an array of arrays for several.
    private static List<double> Coefficients(JsonObjectReader json, out int rows)
    {
        List<double> weights = [];
        rows = 0;
        if (json.Array("coefficients") is not { } array)
        {
            json.Report("the coefficients are missing.", "write one number per feature.", "coefficients");
            return weights;
        }

        if (array.GetArrayLength() == 0 || array[0].ValueKind != JsonValueKind.Array)
        {
            rows = 1;
            weights.AddRange(JsonNumbers.Numbers(json, array, "coefficients"));
            return weights;
        }

        int width = array[0].GetArrayLength();
        foreach (JsonElement row in array.EnumerateArray())
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"coefficients[{rows++}]");
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != width)
            {
                json.Report("every class needs an array of as many numbers as the first.", null, key);
                continue;
            }

            weights.AddRange(JsonNumbers.Numbers(json, row, key));
        }

        return weights;
    }

    private static double[] Intercepts(JsonObjectReader json, int rows)
    {
        if (json.TryGet("intercept", out JsonElement value))
        {
            return value.ValueKind == JsonValueKind.Array
                ? JsonNumbers.Numbers(json, value, "intercept")
                : [json.Number("intercept") ?? 0];
        }

        return new double[Math.Max(rows, 1)];
    }

    // "numeric" gives mean and scale by feature name; features that are not in it are used as they are.
    private static void ReadNumeric(JsonObjectReader json, string[] features, ref double[]? means, ref double[]? scales)
    {
        Dictionary<string, int> positions = Positions(json, features);
        if (!json.TryGet("numeric", out JsonElement numeric))
        {
            return;
        }

        if (numeric.ValueKind != JsonValueKind.Object || means is not null || scales is not null)
        {
            json.Report(
                numeric.ValueKind != JsonValueKind.Object
                    ? "must be an object with a mean and a scale per feature name."
                    : "'numeric' and 'mean' or 'scale' say the same; keep one of them.",
                null,
                "numeric");
            return;
        }

        means = new double[features.Length];
        scales = [.. Enumerable.Repeat(1.0, features.Length)];
        foreach (JsonProperty entry in numeric.EnumerateObject())
        {
            if (!positions.TryGetValue(entry.Name, out int position))
            {
                json.Report($"'{entry.Name}' is not one of the features.", null, "numeric");
                continue;
            }

            means[position] = Part(json, entry, "mean", 0);
            scales[position] = Part(json, entry, "scale", 1);
        }
    }

    private static double Part(JsonObjectReader json, JsonProperty entry, string part, double otherwise)
    {
        if (entry.Value.ValueKind == JsonValueKind.Object)
        {
            if (!entry.Value.TryGetProperty(part, out JsonElement value))
            {
                return otherwise;
            }

            if (value.ValueKind == JsonValueKind.Number)
            {
                return value.GetDouble();
            }
        }

        json.Report("must be a number.", null, $"numeric.{entry.Name}.{part}");
        return otherwise;
    }

    private static Dictionary<string, int> Positions(JsonObjectReader json, string[] features)
    {
        var positions = new Dictionary<string, int>(features.Length, StringComparer.Ordinal);
        for (int i = 0; i < features.Length; i++)
        {
            if (!positions.TryAdd(features[i], i))
            {
                json.Report($"the feature '{features[i]}' is listed twice.", null, string.Create(CultureInfo.InvariantCulture, $"features[{i}]"));
            }
        }

        return positions;
    }

    private static LinkFunction Link(JsonObjectReader json, int rows)
    {
        if (json.Word<LinkFunction>("link") is { } link)
        {
            return link;
        }

        string? kind = json.Text("kind");
        if (kind is null)
        {
            return rows > 1 ? LinkFunction.Softmax : LinkFunction.Sigmoid;
        }

        if (!Kinds.TryGetValue(kind, out link))
        {
            json.Report($"'{kind}' is not one of {string.Join(", ", Kinds.Keys)}.", EditDistance.Nearest(kind, [.. Kinds.Keys]) is { } near ? $"did you mean '{near}'?" : null, "kind");
        }

        return link == LinkFunction.Sigmoid && rows > 1 ? LinkFunction.Softmax : link;
    }

    private static string KeyOf(string property) => property switch
    {
        nameof(LinearModelDefinition.Weights) => "coefficients",
        nameof(LinearModelDefinition.Intercepts) => "intercept",
        nameof(LinearModelDefinition.Means) => "mean",
        nameof(LinearModelDefinition.Scales) => "scale",
        nameof(LinearModelDefinition.FillValues) => "fill",
        nameof(LinearModelDefinition.Reference) => "reference",
        nameof(LinearModelDefinition.LinkScale) => "link_scale",
        nameof(LinearModelDefinition.Labels) => "classes",
        _ => "features",
    };
}
