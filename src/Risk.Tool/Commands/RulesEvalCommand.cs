using System.CommandLine;
using System.Text.Json;
using Risk.Events;
using Risk.Rules;

namespace Risk.Tool.Commands;

/// <summary><c>risk rules eval</c>.</summary>
internal static class RulesEvalCommand
{
    // The condition starts a line of its own, so that its columns are the ones that were typed.
    private const string Prefix = "Review if\n";

    private const string Shape = """{"condition":TEXT,"truth":"true|false|unknown","missing":[NAME…],"trace":{"text","truth" or "value","start","length","parts":[…]}}""";

    public static Command Create(ToolContext context)
    {
        Option<string> condition = Arguments.Required("--condition", "A condition of the rules language: what stands behind 'if'.");
        Option<string> source = Arguments.Event();
        Option<string?> schema = Arguments.Schema();
        Option<bool> json = Arguments.Json("Print one JSON document: " + Shape);
        var command = new Command("eval", "Prints whether a condition is true, false or unknown on an event.") { condition, source, schema, json };
        command.SetAction(parsed =>
        {
            EventSchemaFile? known = EventFiles.Schema(parsed.GetValue(schema));
            string text = parsed.GetRequiredValue(condition);
            RuleSet rules = Parse(context, text, known);
            RuleEvaluator evaluator = rules.CreateEvaluator(explain: true);
            RuleTrace trace = evaluator.Explain(SingleEvent.Read(context, evaluator, parsed.GetRequiredValue(source))).Rules[0];
            if (parsed.GetValue(json))
            {
                context.WriteJson(writer => Write(writer, text, trace));
            }
            else
            {
                context.Output.WriteLine(Name(trace.Truth));
            }

            return 0;
        });
        return command;
    }

    private static RuleSet Parse(ToolContext context, string condition, EventSchemaFile? schema)
    {
        var options = new RuleSetOptions { FileName = "--condition", Lists = schema?.Lists };
        if (string.IsNullOrWhiteSpace(condition))
        {
            throw new ToolException("--condition is empty.");
        }

        bool isGood = RuleSet.TryParse(Prefix + condition, schema?.Schema, options, out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> diagnostics);
        bool isRule = isGood
            ? rules!.Rules.Count != 1
            : RuleSet.TryParse(condition, schema?.Schema, options, out RuleSet? whole, out _) && whole.Rules.Count > 0;
        if (isRule)
        {
            throw new ToolException("--condition takes a condition, which is what stands behind 'if'; 'risk rules explain' takes a file of whole rules.");
        }

        context.Report(diagnostics.Select(static problem => problem.Line switch
        {
            0 => problem,
            1 => problem with { Column = 1, EndColumn = 2 },
            _ => problem with { Line = problem.Line - 1 },
        }), condition);
        return isGood ? rules! : throw new ToolException();
    }

    private static void Write(Utf8JsonWriter writer, string condition, RuleTrace trace)
    {
        writer.WriteStartObject();
        writer.WriteString("condition", condition);
        writer.WriteString("truth", Name(trace.Truth));
        writer.WriteStartArray("missing");
        foreach (string missing in trace.Missing)
        {
            writer.WriteStringValue(missing);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("trace");
        Moved(trace.Condition).WriteJson(writer);
        writer.WriteEndObject();
    }

    private static RuleTracePart Moved(RuleTracePart part) => part with
    {
        Start = part.Start < Prefix.Length ? -1 : part.Start - Prefix.Length,
        Parts = [.. part.Parts.Select(Moved)],
    };

    private static string Name(Truth truth) => truth.ToString().ToLowerInvariant();
}
