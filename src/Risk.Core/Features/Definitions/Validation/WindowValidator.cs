using System.Globalization;
using Risk.Events;
using Risk.Internals;
using Risk.Velocity;

namespace Risk.Features.Definitions;

/// <summary>Checks a pipeline's windows as far as the pipeline can: names, attributes and lengths.</summary>
internal static class WindowValidator
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    public static void Validate(PipelineSource source, PipelineProblems problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < source.Windows.Count; i++)
        {
            WindowDefinition window = source.Windows[i];
            var place = new Place(source, problems, i);
            if (string.IsNullOrWhiteSpace(window.Name))
            {
                place.Report("A window has no name.");
            }
            else if (!names.Add(window.Name))
            {
                place.Report($"Two windows are named '{window.Name}'.", "Rename one of them.");
            }
            else if (source.Schema.TryGet(window.Name, out AttributeDefinition? attribute) && attribute.Kind != AttributeKind.Number)
            {
                place.Report($"The window '{window.Name}' has the name of an attribute that is no number.", "Rename the window.");
            }

            Check(window, place, source.Schema);
        }
    }

    private static void Check(WindowDefinition window, Place place, EventSchema schema)
    {
        if (window.Keys.Count == 0)
        {
            place.Report($"The window '{window.Name}' has no key.", "Name the attribute that identifies the card, device or merchant.");
        }

        foreach (string name in window.Value is null ? window.Keys : [.. window.Keys, window.Value])
        {
            if (!schema.TryGet(name, out _))
            {
                string[] names = [.. schema.Attributes.Select(a => a.Name)];
                string? near = EditDistance.Nearest(name, names);
                place.Report($"The window '{window.Name}' reads '{name}', which the schema lacks.", near is null ? null : $"Did you mean '{near}'?");
            }
        }

        if (window.Window < TimeSpan.FromSeconds(1) || window.Window > Longest)
        {
            place.Report($"The window '{window.Name}' must be from one second to 400 days long.");
        }

        if (window.Lag < TimeSpan.Zero || window.Lag > Longest)
        {
            place.Report($"The lag of window '{window.Name}' must be from zero to 400 days.");
        }

        bool needsValue = window.Aggregate is WindowAggregate.Sum or WindowAggregate.Average or WindowAggregate.Minimum
            or WindowAggregate.Maximum or WindowAggregate.Distinct;
        if (needsValue && window.Value is null)
        {
            place.Report($"The window '{window.Name}' aggregates a value but names none.", "Add 'value' with the attribute's name.");
        }

        string?[] wrong =
        [
            window.Buckets is { } buckets ? WindowChecks.ProblemOfBuckets(buckets) : null,
            window.ExactDistinctValues is { } values ? WindowChecks.ProblemOfValues(values, window.Aggregate) : null,
        ];
        foreach (string? problem in wrong.Where(static problem => problem is not null))
        {
            place.Report($"The window '{window.Name}': {problem}");
        }
    }

    private readonly record struct Place(PipelineSource Source, PipelineProblems Problems, int Index)
    {
        public void Report(string message, string? fix = null) =>
            Problems.Add(
                FeatureCodes.BadWindow, message, Source.WindowRanges?[Index], string.Create(CultureInfo.InvariantCulture, $"windows[{Index}]"), fix);
    }
}
