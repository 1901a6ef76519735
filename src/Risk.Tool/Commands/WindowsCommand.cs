using System.CommandLine;
using Risk.Events;
using Risk.Velocity;

namespace Risk.Tool.Commands;

/// <summary><c>risk windows</c>: replays a stream in event-time order and writes each event's windows as they stood just before it.</summary>
internal static class WindowsCommand
{
    public static Command Create(ToolContext context)
    {
        Option<string> spec = Arguments.Required("--spec", "The windows as JSON: name, key, aggregate, window, and value, lag, include_current, where, buckets, exact_distinct_values where they apply.");
        Option<string> events = Arguments.Required("--events", "Events as JSON Lines or CSV, gzip or not.");
        Option<string?> output = Arguments.Optional("--output", "Where to write the rows as CSV; standard output without it.");
        Option<string?> outcomes = Arguments.Optional("--outcomes", "Labels as they became known, JSON Lines or CSV: the event's id, the time, and the labels that the spec names.");
        var command = new Command("windows", "Replays a stream and writes every event's window aggregates.") { spec, events, outcomes, output };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(spec);
            WindowsFile windows = WindowsFile.Parse(File.ReadAllBytes(path), path);
            OutcomeStream? labels = parsed.GetValue(outcomes) is { } labelPath ? OutcomeStream.Read(context, labelPath, windows, path) : null;
            EventStream stream = EventStream.Read(context, parsed.GetRequiredValue(events), windows.InferSchema(), labels is null ? null : windows.Labels);
            using TextWriter writer = context.OpenOutput(parsed.GetValue(output));
            Replay(windows, stream, labels, writer);
            int bad = labels?.Summarize(context) ?? 0;
            return Math.Max(bad, stream.Summarize(context));
        });
        return command;
    }

    private static void Replay(WindowsFile windows, EventStream stream, OutcomeStream? outcomes, TextWriter writer)
    {
        EventSchema schema = stream.Schema;
        var layout = new AttributeLayoutBuilder(schema);
        var store = new VelocityStore(new VelocityOptions { Clock = null, TimeAttribute = windows.TimeAttribute, EventIdAttribute = windows.EventIdAttribute, Labels = windows.Labels });
        IWindowReader reader = store.Compile(windows.Windows, layout);
        int[] positions = [.. windows.Windows.Select(window => layout.IndexOf(window.Name))];
        AttributeRow row = layout.Build().CreateRow();
        IEnumerable<string> names = windows.Windows.Select(static window => window.Name);
        writer.WriteLine(string.Join(',', stream.IdName is null ? names : names.Prepend(stream.IdName)));
        foreach (StreamEvent source in stream.InTimeOrder(schema.IndexOf(windows.TimeAttribute)))
        {
            outcomes?.RecordUpTo(source.Time, store);
            source.Fill(row);
            reader.ReadAndRecord(row);
            string line = string.Join(',', positions.Select(position => ToolContext.Number(row.GetNumber(position))));
            writer.WriteLine(stream.IdName is null ? line : $"{source.Id},{line}");
        }
    }
}
