using System.Globalization;
using System.Text.Json;

namespace Risk.Models.Formats.XGBoost;

/// <summary>What is unusual about a file that can be used.</summary>
internal static class XGBoostWarnings
{
    public static void Add(XGBoostDocument document, int marginCount, FormatProblems problems)
    {
        AddVersion(document, problems);
        AddBestIteration(document, marginCount, problems);
        AddMissing(document, problems);
    }

    private static void AddVersion(XGBoostDocument document, FormatProblems problems)
    {
        if (document.Version.Length == 0)
        {
            problems.Warning("RM017", "version", "is missing: the file is read as XGBoost's newest version would.");
        }
        else if (document.Version is [< 1 or > 3, ..] or [1, < 7, ..])
        {
            problems.Warning(
                "RM017",
                "version",
                $"is {string.Join('.', document.Version)}; files of 1.7 to 3.x are known to score as XGBoost does, others are read in the same way.",
                "load and save the model once with a newer XGBoost.");
        }
    }

    private static void AddBestIteration(XGBoostDocument document, int marginCount, FormatProblems problems)
    {
        long treesPerRound = document.ParallelTreeCount * (document.Trees is [{ LeafWidth: > 1 }, ..] ? 1 : marginCount);
        if (document.Trees is { Count: > 0 } trees
            && document.Attributes.TryGetValue("best_iteration", out string? text)
            && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long best)
            && best >= 0
            && best < int.MaxValue
            && (best + 1) * treesPerRound < trees.Count)
        {
            problems.Warning(
                "RM018",
                "learner.attributes.best_iteration",
                string.Create(CultureInfo.InvariantCulture, $"is {best}: XGBoost's scikit-learn wrapper predicts with the first {best + 1} rounds only, its native interface and this library with all trees."),
                "save booster[:best_iteration + 1] to score with those rounds.");
        }
    }

    // Wrappers of some versions store their parameters; a missing value other than NaN is not part of the model itself.
    private static void AddMissing(XGBoostDocument document, FormatProblems problems)
    {
        if (!document.Attributes.TryGetValue("scikit_learn", out string? text))
        {
            return;
        }

        try
        {
            using JsonDocument parameters = JsonDocument.Parse(text);
            if (parameters.RootElement.ValueKind == JsonValueKind.Object
                && parameters.RootElement.TryGetProperty("missing", out JsonElement missing)
                && missing.ValueKind == JsonValueKind.Number)
            {
                problems.Warning(
                    "RM019",
                    "learner.attributes.scikit_learn",
                    $"the model was trained with missing={missing.GetRawText()}; here only NaN is missing.",
                    "map that value to NaN in the feature pipeline.");
            }
        }
        catch (JsonException)
        {
            // NaN, the usual missing value, is no JSON: there is nothing to warn of.
        }
    }
}
