using Risk.Events;

namespace Risk.Tool;

/// <summary>Reads events of a JSON Lines file into rows: bad lines are passed over, counted and listed at the end.</summary>
internal static class EventFiles
{
    public const string StandardInput = "-";

    /// <summary>Loads a schema file, or an empty one when none was named.</summary>
    public static EventSchemaFile? Schema(string? path) => path is null ? null : EventSchemaFile.Load(path);

    /// <summary>Calls <paramref name="use"/> for every good event.</summary>
    /// <returns>0 when all lines were events, else 1.</returns>
    public static int ForEach(ToolContext context, string path, JsonEventReader reader, AttributeRow row, Action<JsonLinesReader> use)
    {
        using JsonLinesReader lines = Open(context, path);
        while (lines.Read(reader, row))
        {
            use(lines);
        }

        return Summarize(context, lines, path);
    }

    /// <summary>Opens a file of events; <c>-</c> is standard input.</summary>
    public static JsonLinesReader Open(ToolContext context, string path) => path == StandardInput
        ? new JsonLinesReader(Console.OpenStandardInput(), new JsonLinesOptions { File = "standard input" })
        : JsonLinesReader.Open(path, new JsonLinesOptions { File = path, Progress = context.LinesProgress() });

    /// <summary>An event given on the command line: JSON itself, <c>@FILE</c>, or <c>-</c> for standard input.</summary>
    public static string Text(string argument) => argument switch
    {
        StandardInput => Console.In.ReadToEnd(),
        ['@', .. string file] => File.ReadAllText(file),
        _ => argument,
    };

    /// <summary>Lists the bad lines and tells how many there were.</summary>
    public static int Summarize(ToolContext context, JsonLinesReader lines, string path)
    {
        context.Report(lines.Problems);
        if (lines.BadLineCount == 0)
        {
            return 0;
        }

        context.Error.WriteLine($"{path}: {lines.BadLineCount} of {lines.EventCount} lines are no events and were passed over.");
        return 1;
    }
}
