using System.Globalization;

namespace Risk.Features.Definitions;

/// <summary>Checks a node's arguments one by one.</summary>
internal static class ParameterValidator
{
    /// <returns>True when nothing was reported.</returns>
    public static bool Validate(TransformNode node, string path, CategoryDomain? domain, bool mayBeUnfitted, PipelineProblems problems)
    {
        bool isValid = true;
        IReadOnlyList<TransformParameter> parameters = node.Transform.Parameters;
        for (int i = 0; i < parameters.Count; i++)
        {
            (string? code, string? message, string? fix) = Problem(node, parameters[i], node.Value(i), domain, mayBeUnfitted);
            if (code is not null)
            {
                problems.Add(code, message!, node.ArgumentRanges?[i] ?? node.Range, $"{path}.{parameters[i].Name}", fix);
                isValid = false;
            }
        }

        return isValid;
    }

    private static (string? Code, string? Message, string? Fix) Problem(
        TransformNode node, TransformParameter parameter, object? value, CategoryDomain? domain, bool mayBeUnfitted)
    {
        string name = $"'{parameter.Name}' of {node.Transform.Name}";
        switch (value)
        {
            case null when parameter.IsOptional || (mayBeUnfitted && parameter.IsFitted):
                return default;
            case null when parameter.IsFitted:
                return (FeatureCodes.NeedsFit, $"{name} is not given.", "Give it, or fit the pipeline to data.");
            case null:
                return (FeatureCodes.NeedsFit, $"{name} is not given.", "Give it.");
            case double number:
                return Bounds(name, parameter, number);
            case int number:
                return Bounds(name, parameter, number);
            case string word when !parameter.Words.Contains(word):
                return (FeatureCodes.OutOfRange, $"{name} is '{word}'.", $"Use one of {string.Join(", ", parameter.Words)}.");
            case double[] numbers:
                return List(name, parameter, numbers);
            case Category[] categories:
                return Categories(name, categories, domain);
            default:
                return default;
        }
    }

    private static (string?, string?, string?) Bounds(string name, TransformParameter parameter, double value)
    {
        if (!double.IsFinite(value))
        {
            return (FeatureCodes.OutOfRange, $"{name} must be finite.", null);
        }

        if (value >= parameter.Minimum && value <= parameter.Maximum)
        {
            return default;
        }

        string bounds = double.IsInfinity(parameter.Maximum)
            ? string.Create(CultureInfo.InvariantCulture, $"Use {parameter.Minimum:R} or more.")
            : string.Create(CultureInfo.InvariantCulture, $"Use {parameter.Minimum:R} to {parameter.Maximum:R}.");
        return (FeatureCodes.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"{name} is {value:R}, which is out of range."), bounds);
    }

    private static (string?, string?, string?) List(string name, TransformParameter parameter, double[] values)
    {
        if (values.Length < parameter.MinimumCount)
        {
            return (FeatureCodes.OutOfRange, $"{name} needs at least {parameter.MinimumCount} numbers, not {values.Length}.", null);
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                return (FeatureCodes.OutOfRange, $"{name} has an element that is not finite, at {i}.", null);
            }

            bool isOrdered = i == 0 || parameter.Kind switch
            {
                ParameterKind.Ascending => values[i] > values[i - 1],
                ParameterKind.NonDescending => values[i] >= values[i - 1],
                _ => true,
            };
            if (!isOrdered)
            {
                return (
                    FeatureCodes.NotAscending,
                    string.Create(CultureInfo.InvariantCulture, $"{name} must ascend, but {values[i]:R} follows {values[i - 1]:R}."),
                    "Sort the numbers and remove duplicates.");
            }
        }

        return default;
    }

    private static (string?, string?, string?) Categories(string name, Category[] categories, CategoryDomain? domain)
    {
        if (categories.Length == 0)
        {
            return (FeatureCodes.BadCategories, $"{name} is empty.", "List at least one category.");
        }

        var seen = new HashSet<ulong>();
        foreach (Category category in categories)
        {
            if (domain is not null && !domain.TryKey(category, out ulong key))
            {
                return (FeatureCodes.BadCategories, $"{name} has '{category}', which is not {domain.Expects}.", null);
            }
            else if (domain is not null && domain.TryKey(category, out key) && !seen.Add(key))
            {
                return (FeatureCodes.BadCategories, $"{name} has '{category}' twice.", "Remove one; texts other than tokens compare without case.");
            }
        }

        return default;
    }
}
