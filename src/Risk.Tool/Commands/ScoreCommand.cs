using System.CommandLine;
using System.Text.Json;
using Risk.Events;

namespace Risk.Tool.Commands;

/// <summary><c>risk score</c>: decisions of a bundle over events.</summary>
internal static class ScoreCommand
{
    public static Command Create(ToolContext context)
    {
        Argument<string> bundle = Arguments.File("BUNDLE", "A bundle: a folder or zip file that holds bundle.json.");
        Option<string> events = Arguments.Required("--events", "Events as JSON Lines, in event-time order.");
        Option<string?> output = Arguments.Optional("--output", "Where to write the decisions as JSON Lines; standard output without it.");
        var command = new Command("score", "Scores events with a bundle and prints a JSON line per decision.") { bundle, events, output };
        command.SetAction(parsed =>
        {
            RiskBundle loaded = RiskBundle.Load(parsed.GetRequiredValue(bundle));
            context.Report(loaded.Warnings);
            using TextWriter writer = context.OpenOutput(parsed.GetValue(output));
            return Score(context, loaded, parsed.GetRequiredValue(events), writer);
        });
        return command;
    }

    private static int Score(ToolContext context, RiskBundle bundle, string events, TextWriter output)
    {
        RiskScorer<JsonEvent> scorer = bundle.CreateJsonScorer();
        var reader = new JsonEventReader(bundle.Schema);
        AttributeRow probe = new AttributeLayoutBuilder(bundle.Schema).Build().CreateRow();
        return EventFiles.ForEach(context, events, reader, probe, lines =>
        {
            RiskDecision decision = scorer.Score(lines.Current);
            (string? name, string? id) = IdentifierColumn.Of(lines.Current);
            output.WriteLine(ToolContext.Json(writer => Write(writer, decision, name, id)));
        });
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
