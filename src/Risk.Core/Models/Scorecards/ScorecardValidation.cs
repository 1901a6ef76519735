using System.Globalization;

namespace Risk.Models.Scorecards;

/// <summary>Finds what is wrong with a scorecard, all of it.</summary>
internal static class ScorecardValidation
{
    /// <summary>Every problem: where it is, in the words of the JSON form, and what is wrong.</summary>
    public static List<(string Path, string Problem)> Check(ScorecardDefinition definition)
    {
        List<(string Path, string Problem)> problems = [];
        if (definition.Attributes.Count == 0)
        {
            problems.Add(("attributes", "a scorecard needs at least one attribute."));
        }

        if (!double.IsFinite(definition.BasePoints))
        {
            problems.Add(("base_points", "the base points are not finite."));
        }

        if (definition.Scaling is { } scaling)
        {
            bool safer = definition.Direction == ScorecardDirection.HigherIsSafer;
            if (!double.IsFinite(scaling.Factor) || !double.IsFinite(scaling.Offset) || scaling.Factor == 0)
            {
                problems.Add(("factor", "factor and offset must be finite, and the factor not 0."));
            }
            else if (scaling.Factor > 0 != safer)
            {
                problems.Add(("direction", "the sign of the factor says the opposite: it is above 0 when more points mean less risk."));
            }
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < definition.Attributes.Count; i++)
        {
            ScorecardAttribute attribute = definition.Attributes[i];
            string path = Text($"attributes[{i}]");
            if (attribute.Name.Length == 0 || !names.Add(attribute.Name))
            {
                problems.Add((path + ".name", attribute.Name.Length == 0 ? "the attribute has no name." : $"the attribute '{attribute.Name}' appears twice."));
            }

            CheckPoints(problems, attribute, path);
            CheckBins(problems, attribute, path);
        }

        return problems;
    }

    public static void ThrowIfInvalid(ScorecardDefinition definition)
    {
        List<(string Path, string Problem)> problems = Check(definition);
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', problems.Select(problem => $"{problem.Path}: {problem.Problem}")), nameof(definition));
        }
    }

    private static void CheckPoints(List<(string Path, string Problem)> problems, ScorecardAttribute attribute, string path)
    {
        foreach ((string key, double? points) in (ReadOnlySpan<(string, double?)>)
                 [("missing_points", attribute.MissingPoints), ("unknown_points", attribute.UnknownPoints), ("neutral_points", attribute.NeutralPoints)])
        {
            if (points is { } value && !double.IsFinite(value))
            {
                problems.Add(($"{path}.{key}", "the points are not finite."));
            }
        }

        for (int i = 0; i < attribute.Bins.Count; i++)
        {
            if (!double.IsFinite(attribute.Bins[i].Points))
            {
                problems.Add((Text($"{path}.bins[{i}].points"), "the points are not finite."));
            }
        }
    }

    private static void CheckBins(List<(string Path, string Problem)> problems, ScorecardAttribute attribute, string path)
    {
        int categorical = attribute.Bins.Count(bin => bin.Categories is not null);
        if (attribute.Bins.Count == 0)
        {
            problems.Add((path + ".bins", "an attribute needs at least one bin."));
        }
        else if (categorical == attribute.Bins.Count)
        {
            CheckCategories(problems, attribute, path);
        }
        else if (categorical > 0)
        {
            problems.Add((path + ".bins", "an attribute has either categories or intervals, not both."));
        }
        else
        {
            CheckIntervals(problems, attribute, path);
            CheckSpecialValues(problems, attribute, path);
        }
    }

    private static void CheckCategories(List<(string Path, string Problem)> problems, ScorecardAttribute attribute, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < attribute.Bins.Count; i++)
        {
            foreach (string category in attribute.Bins[i].Categories!)
            {
                if (!seen.Add(category))
                {
                    problems.Add((Text($"{path}.bins[{i}]"), $"the category '{category}' is in more than one bin."));
                }
            }

            if (attribute.Bins[i].Categories!.Count == 0)
            {
                problems.Add((Text($"{path}.bins[{i}]"), "the bin has no category."));
            }
        }

        if (attribute.CategoryOrder is { } order && (order.Count != seen.Count || !seen.SetEquals(order)))
        {
            problems.Add((path + ".categories", "the list of categories must have each category of the bins once, and no other."));
        }
    }

    private static void CheckIntervals(List<(string Path, string Problem)> problems, ScorecardAttribute attribute, string path)
    {
        List<(double Lower, double Upper, int Position)> intervals = [];
        for (int i = 0; i < attribute.Bins.Count; i++)
        {
            ScorecardBin bin = attribute.Bins[i];
            if (!bin.IsInterval)
            {
                continue;
            }

            if ((bin.Lower is { } from && !double.IsFinite(from)) || (bin.Upper is { } to && !double.IsFinite(to)))
            {
                problems.Add((Text($"{path}.bins[{i}]"), "a border is not finite; an open end has no border."));
                continue;
            }

            double lower = bin.Lower ?? double.NegativeInfinity;
            double upper = bin.Upper ?? double.PositiveInfinity;
            if (!(lower < upper))
            {
                problems.Add((Text($"{path}.bins[{i}]"), Text($"the interval from {lower} to {upper} is empty.")));
            }
            else
            {
                intervals.Add((lower, upper, i));
            }
        }

        intervals.Sort();
        for (int i = 1; i < intervals.Count; i++)
        {
            if (intervals[i].Lower < intervals[i - 1].Upper)
            {
                problems.Add((
                    Text($"{path}.bins[{intervals[i].Position}]"),
                    Text($"the interval overlaps bins[{intervals[i - 1].Position}]: it begins at {intervals[i].Lower}, before {intervals[i - 1].Upper}.")));
            }
        }
    }

    private static void CheckSpecialValues(List<(string Path, string Problem)> problems, ScorecardAttribute attribute, string path)
    {
        var seen = new HashSet<double>();
        for (int i = 0; i < attribute.Bins.Count; i++)
        {
            foreach (double value in attribute.Bins[i].SpecialValues ?? [])
            {
                if (!double.IsFinite(value) || !seen.Add(value))
                {
                    problems.Add((Text($"{path}.bins[{i}]"), Text($"the special value {value} is not finite, or in more than one bin.")));
                }
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
