using System.Globalization;
using System.Text.Json;
using Risk.Internals;
using Risk.Models.Scorecards;

namespace Risk.Models.Formats.Scorecards;

/// <summary>Reads the keys of scorecard JSON into a definition; problems go to the <see cref="JsonObjectReader"/>.</summary>
internal static class ScorecardReader
{
    /// <summary>Reads the definition; it may be used only when the reader has no problems.</summary>
    public static ScorecardDefinition Read(JsonObjectReader json)
    {
        json.Expect(
            "kind", "attributes", "base_points", "direction", "baseline", "pipeline", "factor", "offset", "pdo", "base_score",
            "base_odds_good_to_bad", "target", "intercept", "reason_rule", "probability_rule", "name", "version");
        if (json.Text("kind") is { } kind && kind != "scorecard")
        {
            json.Report($"'{kind}' is not a scorecard.", null, "kind");
        }

        ScorecardDirection direction = Word(json, "direction", ScorecardDirection.HigherIsSafer, ("higher_is_safer", ScorecardDirection.HigherIsSafer), ("higher_is_riskier", ScorecardDirection.HigherIsRiskier));
        int before = json.Problems.Count;
        var definition = new ScorecardDefinition
        {
            Attributes = Attributes(json),
            BasePoints = json.Number("base_points") ?? 0,
            Direction = direction,
            Baseline = Word(json, "baseline", ScorecardBaseline.Best, ("best", ScorecardBaseline.Best), ("neutral", ScorecardBaseline.Neutral)),
            Scaling = Scaling(json, direction),
            PipelineFingerprint = json.Fingerprint("pipeline"),
            Format = "scorecard-json",
        };

        // What could not be read was replaced; checking it would only repeat the problem in other words.
        if (json.Problems.Count == before)
        {
            foreach ((string path, string problem) in ScorecardValidation.Check(definition))
            {
                json.Report(problem, null, path);
            }
        }

        return definition;
    }

    private static ScorecardAttribute[] Attributes(JsonObjectReader json)
    {
        if (json.Array("attributes") is not { } array)
        {
            return [];
        }

        var attributes = new ScorecardAttribute[array.GetArrayLength()];
        int position = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            attributes[position] = ScorecardAttributeReader.Read(json, element, string.Create(CultureInfo.InvariantCulture, $"attributes[{position}]"));
            position++;
        }

        return attributes;
    }

    // Factor and offset say it exactly; points to double the odds say it in the analyst's words.
    private static ScorecardScaling? Scaling(JsonObjectReader json, ScorecardDirection direction)
    {
        double? factor = json.Number("factor");
        double? offset = json.Number("offset");
        if (factor is not null && offset is not null)
        {
            return new ScorecardScaling(factor.Value, offset.Value);
        }

        if (factor is not null || offset is not null)
        {
            json.Report("'factor' and 'offset' belong together.", "write both, or 'pdo', 'base_score' and 'base_odds_good_to_bad'.", factor is null ? "factor" : "offset");
            return null;
        }

        double? pdo = json.Number("pdo");
        double? points = json.Number("base_score");
        double? odds = json.Number("base_odds_good_to_bad");
        if (pdo is null && points is null && odds is null)
        {
            return null;
        }

        if (!(pdo > 0) || points is null || !(odds > 0))
        {
            json.Report("'pdo', 'base_score' and 'base_odds_good_to_bad' belong together; the first and the last are above 0.", null, "pdo");
            return null;
        }

        return ScorecardScaling.FromPointsToDoubleOdds(pdo.Value, points.Value, odds.Value, direction);
    }

    private static T Word<T>(JsonObjectReader json, string key, T otherwise, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (json.Text(key) is not { } text)
        {
            return otherwise;
        }

        string known = "";
        foreach ((string word, T value) in words)
        {
            if (word == text)
            {
                return value;
            }

            known += known.Length == 0 ? word : " or " + word;
        }

        json.Report($"'{text}' is not {known}.", null, key);
        return otherwise;
    }
}
