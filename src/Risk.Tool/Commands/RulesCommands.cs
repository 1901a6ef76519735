using System.CommandLine;
using System.Text.Json;
using Risk.Events;
using Risk.Rules;

namespace Risk.Tool.Commands;

/// <summary><c>risk rules check|format|run|test|eval|explain</c>.</summary>
internal static class RulesCommands
{
    private const string ConditionPrefix = "Review if ";

    public static Command Create(ToolContext context) => new("rules", "Check, format, run, test and explain rules.")
    {
        Check(context),
        Format(context),
        RulesRunCommand.Create(context),
        RulesTestCommand.Create(context),
        Evaluate(context),
        Explain(context),
    };

    /// <summary>Loads rules with the lists of the schema file.</summary>
    /// <exception cref="RiskFormatException">The rules have errors.</exception>
    public static RuleSet Load(ToolContext context, string path, EventSchemaFile? schema, RuleSelection selection = RuleSelection.Radar)
    {
        RuleSet rules = RuleSet.Load(path, schema?.Schema, new RuleSetOptions { Lists = schema?.Lists, Selection = selection });
        context.Report(rules.Diagnostics);
        return rules;
    }

    private static Command Check(ToolContext context)
    {
        Argument<string[]> files = Files();
        Option<string?> schema = Arguments.Schema();
        Option<bool> json = Arguments.Json();
        var command = new Command("check", "Lists every error and warning; exit code 1 when any is an error.") { files, schema, json };
        command.SetAction(parsed =>
        {
            EventSchemaFile? known = EventFiles.Schema(parsed.GetValue(schema));
            var diagnostics = new List<RiskDiagnostic>();
            foreach (string file in parsed.GetRequiredValue(files))
            {
                RuleSet.TryLoad(file, known?.Schema, new RuleSetOptions { Lists = known?.Lists }, out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> found);
                found = [.. found, .. (rules?.Analyze() ?? []).Select(claim => claim with { File = claim.File ?? file })];
                diagnostics.AddRange(found);
                if (!parsed.GetValue(json) && found.Count > 0)
                {
                    context.Error.Write(File.Exists(file) ? RuleDiagnosticRenderer.Render(found, File.ReadAllText(file)) : string.Join('\n', found) + "\n");
                }
            }

            int errors = diagnostics.Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            if (parsed.GetValue(json))
            {
                context.WriteJson(writer => WriteDiagnostics(writer, diagnostics));
            }
            else
            {
                context.Output.WriteLine($"{errors} errors, {diagnostics.Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning)} warnings");
            }

            return errors > 0 ? 1 : 0;
        });
        return command;
    }

    private static Command Format(ToolContext context)
    {
        Argument<string[]> files = Files();
        Option<bool> check = new("--check") { Description = "Change nothing; exit code 1 when a file is not in canonical form." };
        var command = new Command("format", "Writes files in canonical form.") { files, check };
        command.SetAction(parsed =>
        {
            int changed = 0;
            foreach (string file in parsed.GetRequiredValue(files))
            {
                string source = File.ReadAllText(file);
                string formatted = RuleFormatter.Format(source, new RuleSetOptions { FileName = file });
                if (formatted == source)
                {
                    continue;
                }

                changed++;
                context.Output.WriteLine(file);
                if (!parsed.GetValue(check))
                {
                    File.WriteAllText(file, formatted);
                }
            }

            return parsed.GetValue(check) && changed > 0 ? 1 : 0;
        });
        return command;
    }

    private static Command Evaluate(ToolContext context)
    {
        Option<string> condition = Arguments.Required("--condition", "A condition of the rules language.");
        Option<string> source = Arguments.Required("--event", "An event as JSON.");
        Option<string?> schema = Arguments.Schema();
        var command = new Command("eval", "Prints whether a condition is true, false or unknown on an event.") { condition, source, schema };
        command.SetAction(parsed =>
        {
            EventSchemaFile? known = EventFiles.Schema(parsed.GetValue(schema));
            RuleSet rules = ParseCondition(parsed.GetRequiredValue(condition), known);
            RuleEvaluator evaluator = rules.CreateEvaluator();
            AttributeRow row = ReadEvent(rules, evaluator, parsed.GetRequiredValue(source));
            context.Output.WriteLine(evaluator.Evaluate(row, evaluator.CreateMatches()).TruthOf(0).ToString().ToLowerInvariant());
            return 0;
        });
        return command;
    }

    private static Command Explain(ToolContext context)
    {
        Argument<string> file = Arguments.File("FILE", "The rules file.");
        Option<string> source = Arguments.Required("--event", "An event as JSON.");
        Option<string?> schema = Arguments.Schema();
        var command = new Command("explain", "Tells for every rule the truth of each part with the values seen, and what was missing.") { file, source, schema };
        command.SetAction(parsed =>
        {
            RuleSet rules = Load(context, parsed.GetRequiredValue(file), EventFiles.Schema(parsed.GetValue(schema)));
            RuleEvaluator evaluator = rules.CreateEvaluator(explain: true);
            AttributeRow row = ReadEvent(rules, evaluator, parsed.GetRequiredValue(source));
            context.Output.Write(evaluator.Explain(row).ToString());
            return 0;
        });
        return command;
    }

    private static RuleSet ParseCondition(string condition, EventSchemaFile? schema)
    {
        var options = new RuleSetOptions { FileName = "--condition", Lists = schema?.Lists };
        if (RuleSet.TryParse(ConditionPrefix + condition, schema?.Schema, options, out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> diagnostics) && rules.Rules.Count == 1)
        {
            return rules;
        }

        if (rules is not null)
        {
            throw new ToolException("--condition holds more than a condition.");
        }

        throw new RiskFormatException([.. diagnostics.Select(static problem => problem with
        {
            Column = Math.Max(1, problem.Column - ConditionPrefix.Length),
            EndColumn = Math.Max(1, problem.EndColumn - ConditionPrefix.Length),
        })]);
    }

    private static AttributeRow ReadEvent(RuleSet rules, RuleEvaluator evaluator, string json)
    {
        AttributeRow row = evaluator.CreateRow();
        row.Clear();
        JsonReadResult result = new JsonEventReader(rules.Schema).Read(System.Text.Encoding.UTF8.GetBytes(json), row);
        return result.IsMalformed ? throw new ToolException($"--event: {result.Problem} (byte {result.MalformedAt + 1})") : row;
    }

    private static Argument<string[]> Files() => new("FILE") { Description = "Rules files.", Arity = ArgumentArity.OneOrMore };

    private static void WriteDiagnostics(Utf8JsonWriter writer, List<RiskDiagnostic> diagnostics)
    {
        writer.WriteStartArray();
        foreach (RiskDiagnostic diagnostic in diagnostics)
        {
            RuleDiagnosticRenderer.WriteJson(writer, diagnostic);
        }

        writer.WriteEndArray();
    }
}
