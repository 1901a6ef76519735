using System.CommandLine;
using System.Text.Json;
using Risk.Events;
using Risk.Scoring.Recording;

namespace Risk.Tool.Commands;

/// <summary><c>risk score</c>: decisions of a bundle over events.</summary>
internal static class ScoreCommand
{
    // Fewer than wait in a log at most.
    private const int LogEvents = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Command Create(ToolContext context)
    {
        Argument<string> bundle = Arguments.File("BUNDLE", "A bundle: a folder or zip file that holds bundle.json.");
        Option<string> events = Arguments.Required("--events", "Events as JSON Lines, in event-time order.");
        Option<string?> output = Arguments.Optional("--output", "Where to write the decisions as JSON Lines; standard output without it.");
        Option<string?> log = Arguments.Optional("--log", "A folder for a decision log, from which the decisions can be replayed.");
        var command = new Command("score", "Scores events with a bundle and prints a JSON line per decision.") { bundle, events, output, log, Arguments.Json() };
        command.SetAction(parsed =>
        {
            RiskBundle loaded = RiskBundle.Load(parsed.GetRequiredValue(bundle));
            context.Report(loaded.Warnings);
            using TextWriter writer = context.OpenOutput(parsed.GetValue(output));
            using DecisionLog? decisions = parsed.GetValue(log) is { } folder ? new DecisionLog(new DecisionLogOptions { Folder = folder }) : null;
            int code = Score(context, loaded, parsed.GetRequiredValue(events), writer, decisions);
            return decisions is null || IsWhole(context, decisions) ? code : 1;
        });
        return command;
    }

    private static int Score(ToolContext context, RiskBundle bundle, string events, TextWriter output, DecisionLog? log)
    {
        RiskScorer<JsonEvent> scorer = bundle.CreateBuilder(new JsonEventReader(bundle.Schema)).UseSink(log).Build();
        var reader = new JsonEventReader(bundle.Schema);
        AttributeRow probe = new AttributeLayoutBuilder(bundle.Schema).Build().CreateRow();
        return EventFiles.ForEach(context, events, reader, probe, lines =>
        {
            RiskDecision decision = scorer.Score(lines.Current);
            (string? name, string? id) = IdentifierColumn.Of(lines.Current);
            output.WriteLine(ToolContext.Json(writer => Write(writer, decision, name, id)));
            if (lines.EventCount % LogEvents == 0)
            {
                // A file of events comes faster than a disk writes; nothing is dropped when the log is waited for.
                log?.Flush(Patience);
            }
        });
    }

    private static bool IsWhole(ToolContext context, DecisionLog log)
    {
        log.Dispose();
        if (log.Failed + log.Dropped == 0)
        {
            return true;
        }

        context.Error.WriteLine($"{log.CurrentFile}: {log.Failed + log.Dropped} decisions could not be logged: {log.Problem}");
        return false;
    }

    private static void Write(Utf8JsonWriter writer, in RiskDecision decision, string? idName, string? id)
    {
        writer.WriteStartObject();
        if (idName is not null)
        {
            writer.WriteString(idName, id);
        }

        writer.WriteString("action", decision.Action.ToString().ToLowerInvariant());
        WriteNumber(writer, "probability", decision.Probability);
        WriteNumber(writer, "score", decision.Score);
        writer.WriteString("rule", decision.Rule);
        writer.WriteBoolean("challenge", decision.ChallengeRequested);
        writer.WriteStartArray("reasons");
        ReasonList reasons = decision.Reasons;
        foreach (Reason reason in reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("source", reason.Source.ToString().ToLowerInvariant());
            writer.WriteString("code", reason.Code);
            writer.WriteString("text", reason.Text);
            writer.WriteNumber("contribution", reason.Contribution);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("flags", decision.Flags.ToString());
        writer.WriteString("version", decision.Version);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
