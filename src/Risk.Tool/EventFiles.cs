using Risk.Evaluation;
using Risk.Events;

namespace Risk.Tool;

/// <summary>Files of events, JSON Lines or CSV: bad lines are passed over, counted and listed at the end.</summary>
internal static class EventFiles
{
    public const string StandardInput = "-";

    /// <summary>Loads a schema file, or an empty one when none was named.</summary>
    public static EventSchemaFile? Schema(string? path) => path is null ? null : EventSchemaFile.Load(path);

    /// <summary>Whether a file is CSV: its name ends in .csv or .csv.gz.</summary>
    public static bool IsTable(string path) =>
        (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path).EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Calls <paramref name="use"/> for every good event of JSON Lines.</summary>
    /// <returns>0 when all lines were events, else 1.</returns>
    public static int ForEach(ToolContext context, string path, JsonEventReader reader, AttributeRow row, Action<JsonLinesReader> use)
    {
        using JsonLinesReader lines = Open(context, path);
        while (lines.Read(reader, row))
        {
            use(lines);
        }

        return Summarize(context, path, lines.Problems, lines.BadLineCount, lines.EventCount);
    }

    /// <summary>Opens a file of events as JSON Lines; <c>-</c> is standard input.</summary>
    public static JsonLinesReader Open(ToolContext context, string path) => path == StandardInput
        ? new JsonLinesReader(Console.OpenStandardInput(), new JsonLinesOptions { File = "standard input" })
        : JsonLinesReader.Open(path, new JsonLinesOptions { File = path, Progress = context.LinesProgress() });

    /// <summary>Opens a file of events as CSV, which must have a column for every attribute.</summary>
    public static CsvEventReader OpenTable(ToolContext context, string path, EventSchema schema) =>
        CsvEventReader.Open(path, schema, new CsvEventOptions { File = path, Progress = context.LinesProgress() });

    /// <summary>An event given on the command line: JSON itself, <c>@FILE</c>, or <c>-</c> for standard input.</summary>
    public static string Text(string argument) => argument switch
    {
        StandardInput => Console.In.ReadToEnd(),
        ['@', .. string file] => File.ReadAllText(file),
        _ => argument,
    };

    /// <summary>Lists the bad lines and tells how many there were.</summary>
    /// <returns>0 without any, else 1.</returns>
    public static int Summarize(ToolContext context, string path, IEnumerable<RiskDiagnostic> problems, long bad, long all)
    {
        context.Report(problems);
        if (bad == 0)
        {
            return 0;
        }

        context.Error.WriteLine($"{path}: {bad} of {all} lines are no events and were passed over.");
        return 1;
    }
}
