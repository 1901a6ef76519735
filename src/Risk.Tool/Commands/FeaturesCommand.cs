using System.CommandLine;
using Risk.Evaluation;
using Risk.Events;

namespace Risk.Tool.Commands;

/// <summary><c>risk features</c>: the training matrix, made by the code that serves.</summary>
internal static class FeaturesCommand
{
    public static Command Create(ToolContext context)
    {
        Option<string> pipeline = Arguments.Required("--pipeline", "The pipeline as JSON.");
        Option<string> events = Arguments.Required(
            "--events", "Events as JSON Lines or, when the name ends in .csv or .csv.gz, as CSV; in event-time order, for windows see what came before.");
        Option<string?> output = Arguments.Optional("--output", "Where to write the rows as CSV; standard output without it.");
        Option<string?> schema = Arguments.Schema();
        var command = new Command("features", "Writes the feature vector of every event: a header of names, then a row an event, missing values as NaN.")
        {
            pipeline, events, output, schema,
        };
        command.SetAction(parsed =>
        {
            // What is wrong with the inputs is told before the output is touched.
            FeaturePipeline loaded = FeaturePipeline.Load(parsed.GetRequiredValue(pipeline), EventFiles.Schema(parsed.GetValue(schema))?.Schema);
            string path = parsed.GetRequiredValue(events);
            using CsvEventReader? table = EventFiles.IsTable(path) ? EventFiles.OpenTable(context, path, loaded.Schema) : null;
            if (table is null && path != EventFiles.StandardInput && !File.Exists(path))
            {
                throw new ToolException($"There is no file '{path}'.");
            }

            using TextWriter writer = context.OpenOutput(parsed.GetValue(output));
            var matrix = new FeatureMatrix(loaded, writer);
            return table is null ? FromJson(context, path, matrix) : FromTable(context, path, table, matrix);
        });
        return command;
    }

    private static int FromJson(ToolContext context, string path, FeatureMatrix matrix)
    {
        int code = EventFiles.ForEach(context, path, new JsonEventReader(matrix.Schema), matrix.Row, lines =>
        {
            (string? name, string? id) = IdentifierColumn.Of(lines.Current);
            matrix.WriteHeader(name);
            matrix.Write(id);
        });
        matrix.WriteHeader(null);
        return code;
    }

    private static int FromTable(ToolContext context, string path, CsvEventReader table, FeatureMatrix matrix)
    {
        string? idName = IdentifierColumn.Of(table);
        matrix.WriteHeader(idName);
        while (table.Read(matrix.Row))
        {
            string? id = null;
            if (idName is not null)
            {
                table.TryGetField(idName, out id);
            }

            matrix.Write(id);
        }

        return EventFiles.Summarize(context, path, table.Problems, table.BadLineCount, table.EventCount);
    }
}
