using System.Globalization;
using System.Text;

namespace Risk.Models.Formats.LightGbm;

/// <summary>What a LightGBM file says of the model as a whole, checked.</summary>
internal sealed class LightGbmHeader
{
    private const string Objectives =
        "known objectives: binary, multiclass, multiclassova, cross_entropy, cross_entropy_lambda, regression and its kin, poisson, gamma, tweedie, lambdarank, rank_xendcg, custom.";

    private readonly Dictionary<string, (string Value, int Line)> _values = new(StringComparer.Ordinal);

    public string? Version { get; private set; }

    public string? ObjectiveText { get; private set; }

    public LightGbmObjective? Objective { get; private set; }

    public int FeatureCount { get; private set; }

    /// <summary>Trees per iteration, which is the number of margins.</summary>
    public int MarginCount { get; private set; } = 1;

    /// <summary>Whether the margin is the mean of the trees (random forest), not their sum.</summary>
    public bool Averages { get; private set; }

    public IReadOnlyList<string> FeatureNames { get; private set; } = [];

    /// <summary>Takes a line of the header.</summary>
    public void Add(in LightGbmLines line) => _values[Encoding.UTF8.GetString(line.Key)] = (Encoding.UTF8.GetString(line.Value), line.Number);

    /// <summary>Checks what was taken.</summary>
    public void Finish(FormatProblems problems)
    {
        Averages = _values.ContainsKey("average_output");
        CheckVersion(problems);
        CheckFeatures(problems);
        CheckObjective(problems);
    }

    private void CheckVersion(FormatProblems problems)
    {
        Version = _values.TryGetValue("version", out (string Value, int Line) version) ? version.Value : null;
        switch (Version)
        {
            case "v2" or "v3" or "v4":
                break;
            case null or "v1":
                problems.ErrorAt(version.Line, "RM022", "version", "LightGBM files before version=v2 don't say how missing values are treated.", "load and save the model once with LightGBM 3 or 4.");
                break;
            default:
                problems.Warning("RM024", "version", $"{Version} is newer than v4; the file is read as v4.");
                break;
        }

        if (Averages && Version == "v2")
        {
            problems.Warning(
                "RM025",
                "average_output",
                "LightGBM 2 gave the mean of the trees for such a file, LightGBM 4 applies the objective's link to it; LightGBM 4 is followed.");
        }
    }

    private void CheckFeatures(FormatProblems problems)
    {
        int largest = ReadCount("max_feature_idx", 0, Trees.TreeEnsembleDefinition.MaximumFeatures - 1, null, problems);
        FeatureCount = largest + 1;
        MarginCount = ReadCount("num_tree_per_iteration", 1, Trees.TreeEnsembleDefinition.MaximumMargins, 1, problems);
        int classes = ReadCount("num_class", 1, Trees.TreeEnsembleDefinition.MaximumMargins, MarginCount, problems);
        if (classes != MarginCount && classes != 1)
        {
            problems.ErrorAt(_values["num_class"].Line, "RM022", "num_class", Text($"{classes} classes, but {MarginCount} trees per iteration."));
        }

        if (_values.TryGetValue("feature_names", out (string Value, int Line) names))
        {
            FeatureNames = names.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).AsReadOnly();
            if (FeatureNames.Count != FeatureCount)
            {
                problems.ErrorAt(names.Line, "RM022", "feature_names", Text($"{FeatureNames.Count} names, but max_feature_idx is {largest}."));
            }
        }
    }

    private void CheckObjective(FormatProblems problems)
    {
        bool given = _values.TryGetValue("objective", out (string Value, int Line) objective);
        ObjectiveText = given ? objective.Value : null;
        Objective = LightGbmObjective.Parse(ObjectiveText);
        if (Objective is null)
        {
            problems.ErrorAt(objective.Line, "RM023", "objective", $"the objective '{ObjectiveText}' is unknown, so margins can't be turned into outputs as LightGBM does.", Objectives);
        }
        else if (Objective.ClassCount is { } classes && classes != MarginCount)
        {
            problems.ErrorAt(objective.Line, "RM022", "objective", Text($"{classes} classes, but {MarginCount} trees per iteration."));
        }
    }

    private int ReadCount(string key, int least, int most, int? absent, FormatProblems problems)
    {
        if (!_values.TryGetValue(key, out (string Value, int Line) entry))
        {
            if (absent is null)
            {
                problems.Error("RM022", key, "is missing.");
            }

            return absent ?? least;
        }

        if (int.TryParse(entry.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
        {
            return value;
        }

        problems.ErrorAt(entry.Line, "RM022", key, Text($"'{entry.Value}' must be an integer from {least} to {most}."));
        return absent ?? least;
    }

    private static string Text(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
