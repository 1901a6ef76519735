using System.CommandLine;
using Risk.Events;
using Risk.Velocity;

namespace Risk.Tool.Commands;

/// <summary><c>risk windows</c>: replays a stream in event-time order and writes each event's windows as they stood just before it.</summary>
internal static class WindowsCommand
{
    public static Command Create(ToolContext context)
    {
        Option<string> spec = Arguments.Required("--spec", "The windows as JSON: name, key, aggregate, window, and value, lag, include_current, where, buckets where they apply.");
        Option<string> events = Arguments.Required("--events", "Events as JSON Lines or CSV, gzip or not.");
        Option<string?> output = Arguments.Optional("--output", "Where to write the rows as CSV; standard output without it.");
        var command = new Command("windows", "Replays a stream and writes every event's window aggregates.") { spec, events, output };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(spec);
            WindowsFile windows = WindowsFile.Parse(File.ReadAllBytes(path), path);
            EventStream stream = EventStream.Read(parsed.GetRequiredValue(events), windows.InferSchema());
            using TextWriter writer = context.OpenOutput(parsed.GetValue(output));
            Replay(windows, stream, writer);
            return stream.Summarize(context);
        });
        return command;
    }

    private static void Replay(WindowsFile windows, EventStream stream, TextWriter writer)
    {
        EventSchema schema = stream.Schema;
        var layout = new AttributeLayoutBuilder(schema);
        IWindowReader reader = new VelocityStore(new VelocityOptions { Clock = null, TimeAttribute = windows.TimeAttribute }).Compile(windows.Windows, layout);
        int[] positions = [.. windows.Windows.Select(window => layout.IndexOf(window.Name))];
        AttributeRow row = layout.Build().CreateRow();
        IEnumerable<string> names = windows.Windows.Select(static window => window.Name);
        writer.WriteLine(string.Join(',', stream.IdName is null ? names : names.Prepend(stream.IdName)));
        foreach (StreamEvent source in stream.InTimeOrder(schema.IndexOf(windows.TimeAttribute)))
        {
            source.Fill(row);
            reader.ReadAndRecord(row);
            string line = string.Join(',', positions.Select(position => ToolContext.Number(row.GetNumber(position))));
            writer.WriteLine(stream.IdName is null ? line : $"{source.Id},{line}");
        }
    }
}
