using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Risk.Scoring.Replay;

namespace Risk.Tool.Commands;

/// <summary><c>risk replay</c>: scores a decision log again and compares every bit.</summary>
internal static class ReplayCommand
{
    private const int UsualDifferences = 20;

    public static Command Create(ToolContext context)
    {
        Argument<string> log = Arguments.File("LOG", "A decision log: a file, or a folder of *.jsonl and *.jsonl.gz.");
        Argument<string> bundle = Arguments.File("BUNDLE", "A bundle: a folder or zip file that holds bundle.json.");
        Option<int> differences = new("--differences") { Description = "How many differences are listed; all are counted.", DefaultValueFactory = static _ => UsualDifferences };
        Option<string?> output = Arguments.Optional("--output", "Where to write every difference as JSON Lines.");
        Option<bool> json = Arguments.Json();
        var command = new Command("replay", "Scores a decision log again and proves that every bit is the same, or lists the differences.") { log, bundle, differences, output, json };
        command.SetAction(parsed =>
        {
            RiskBundle loaded = RiskBundle.Load(parsed.GetRequiredValue(bundle));
            context.Report(loaded.Warnings);
            string? path = parsed.GetValue(output);
            using TextWriter? file = path is null ? null : context.OpenOutput(path);
            var options = new ReplayOptions
            {
                MaximumDifferences = Math.Max(parsed.GetValue(differences), 0),
                Difference = file is null ? null : difference => file.WriteLine(ToolContext.Json(writer => Write(writer, difference))),
                Progress = context.ErrorIsTerminal ? count => context.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{count} decisions")) : null,
            };
            ReplayReport report = DecisionReplay.Run([parsed.GetRequiredValue(log)], loaded, options);
            if (context.ErrorIsTerminal)
            {
                context.Error.WriteLine();
            }

            if (parsed.GetValue(json))
            {
                context.WriteJson(writer => Write(writer, report));
            }
            else
            {
                Print(context, report);
            }

            return report.IsExact ? 0 : 1;
        });
        return command;
    }

    private static void Print(ToolContext context, ReplayReport report)
    {
        context.Report(report.Problems);
        foreach (ReplayDifference difference in report.Differences)
        {
            context.Output.WriteLine(difference);
        }

        if (report.Different > report.Differences.Count)
        {
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {report.Different - report.Differences.Count} more; --differences lists more, --output writes all."));
        }

        foreach (string note in report.Notes)
        {
            context.Output.WriteLine($"note: {note}");
        }

        string fields = report.Fields.Count == 0
            ? ""
            : $" ({string.Join(", ", report.Fields.OrderBy(static field => field.Key, StringComparer.Ordinal).Select(static field => string.Create(CultureInfo.InvariantCulture, $"{field.Key} {field.Value}")))})";
        context.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Decisions} decisions replayed with version {report.Version}: {report.Different} differ{fields}, {report.BadLines} lines can't be read, {report.Lost} were lost when the log was written"));
    }

    private static void Write(Utf8JsonWriter writer, ReplayReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("version", report.Version);
        writer.WriteBoolean("exact", report.IsExact);
        writer.WriteNumber("decisions", report.Decisions);
        writer.WriteNumber("different", report.Different);
        writer.WriteNumber("otherAction", report.OtherAction);
        writer.WriteNumber("badLines", report.BadLines);
        writer.WriteNumber("lost", report.Lost);
        WriteCounts(writer, "fields", report.Fields);
        WriteCounts(writer, "versions", report.Versions);
        writer.WriteStartArray("differences");
        foreach (ReplayDifference difference in report.Differences)
        {
            Write(writer, difference);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("problems");
        foreach (RiskDiagnostic problem in report.Problems)
        {
            writer.WriteStartObject();
            writer.WriteString("file", problem.File);
            writer.WriteNumber("line", problem.Line);
            writer.WriteString("code", problem.Code);
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("notes");
        foreach (string note in report.Notes)
        {
            writer.WriteStringValue(note);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ReplayDifference difference)
    {
        writer.WriteStartObject();
        writer.WriteString("file", difference.File);
        writer.WriteNumber("line", difference.Line);
        writer.WriteString("version", difference.Version);
        writer.WriteStartObject("fields");
        foreach (ReplayFieldDifference field in difference.Fields)
        {
            writer.WriteStartObject(field.Field);
            writer.WriteString("logged", field.Logged);
            writer.WriteString("replayed", field.Replayed);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, long> counts)
    {
        writer.WriteStartObject(name);
        foreach ((string key, long count) in counts.OrderBy(static count => count.Key, StringComparer.Ordinal))
        {
            writer.WriteNumber(key, count);
        }

        writer.WriteEndObject();
    }
}
