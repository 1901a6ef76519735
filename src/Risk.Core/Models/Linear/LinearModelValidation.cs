using System.Globalization;

namespace Risk.Models.Linear;

/// <summary>Finds what is wrong with a definition, all of it.</summary>
internal static class LinearModelValidation
{
    /// <summary>Every problem: the property it is about, and what is wrong in plain words.</summary>
    public static List<(string Property, string Problem)> Check(LinearModelDefinition definition)
    {
        List<(string Property, string Problem)> problems = [];
        int margins = definition.Intercepts.Count;
        int weights = definition.Weights.Count;
        if (margins == 0)
        {
            problems.Add((nameof(definition.Intercepts), "there is no intercept; a model has one per margin."));
        }
        else if (weights == 0 || weights % margins != 0)
        {
            problems.Add((nameof(definition.Weights), Text($"{weights} weights can't be shared evenly by {margins} intercepts.")));
        }

        int features = margins == 0 ? 0 : weights / margins;
        CheckFinite(problems, nameof(definition.Weights), definition.Weights);
        CheckFinite(problems, nameof(definition.Intercepts), definition.Intercepts);
        CheckLength(problems, nameof(definition.Means), definition.Means, features);
        CheckLength(problems, nameof(definition.Scales), definition.Scales, features);
        CheckLength(problems, nameof(definition.FillValues), definition.FillValues, features);
        CheckLength(problems, nameof(definition.Reference), definition.Reference, features);
        CheckFinite(problems, nameof(definition.Means), definition.Means);
        CheckFinite(problems, nameof(definition.Scales), definition.Scales);
        CheckFinite(problems, nameof(definition.Reference), definition.Reference);
        if (definition.Scales is { } scales && scales.Any(scale => scale == 0))
        {
            problems.Add((nameof(definition.Scales), "a scale is 0; a feature that never varied has scale 1."));
        }

        if (definition.FillValues is { } fills && fills.Any(double.IsInfinity))
        {
            problems.Add((nameof(definition.FillValues), "a fill value is infinite."));
        }

        if (!double.IsFinite(definition.LinkScale) || definition.LinkScale == 0)
        {
            problems.Add((nameof(definition.LinkScale), "the scale inside the link must be finite and not 0."));
        }

        if (definition.FeatureNames.Count != 0 && definition.FeatureNames.Count != features)
        {
            problems.Add((nameof(definition.FeatureNames), Text($"{definition.FeatureNames.Count} names for {features} features.")));
        }

        if (definition.Labels.Count != 0 && definition.Labels.Count != Math.Max(margins, 2))
        {
            problems.Add((nameof(definition.Labels), Text($"{definition.Labels.Count} labels for {Math.Max(margins, 2)} classes.")));
        }

        return problems;
    }

    public static void ThrowIfInvalid(LinearModelDefinition definition)
    {
        List<(string Property, string Problem)> problems = Check(definition);
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', problems.Select(problem => $"{problem.Property}: {problem.Problem}")), nameof(definition));
        }
    }

    private static void CheckFinite(List<(string Property, string Problem)> problems, string property, IReadOnlyList<double>? values)
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (!double.IsFinite(values![i]))
            {
                problems.Add((property, Text($"the number at position {i} is not finite.")));
                return;
            }
        }
    }

    private static void CheckLength(List<(string Property, string Problem)> problems, string property, IReadOnlyList<double>? values, int features)
    {
        if (values is not null && values.Count != features)
        {
            problems.Add((property, Text($"{values.Count} numbers for {features} features.")));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
