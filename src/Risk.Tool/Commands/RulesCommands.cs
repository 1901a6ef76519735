using System.CommandLine;
using System.Text.Json;
using Risk.Events;
using Risk.Rules;

namespace Risk.Tool.Commands;

/// <summary><c>risk rules check|format|run|test|eval|explain</c>.</summary>
internal static class RulesCommands
{
    public static Command Create(ToolContext context) => new("rules", "Check, format, run, test and explain rules.")
    {
        Check(context),
        Format(context),
        RulesRunCommand.Create(context),
        RulesTestCommand.Create(context),
        RulesEvalCommand.Create(context),
        RulesExplainCommand.Create(context),
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
            foreach (string file in Expand(parsed.GetRequiredValue(files)))
            {
                RuleSet.TryLoad(file, known?.Schema, new RuleSetOptions { Lists = known?.Lists }, out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> found);
                found = [.. found, .. (rules?.Analyze() ?? []).Select(claim => claim with { File = claim.File ?? file })];
                diagnostics.AddRange(found);
                if (!parsed.GetValue(json))
                {
                    context.Report(found);
                }
            }

            int errors = diagnostics.Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            if (parsed.GetValue(json))
            {
                context.WriteJson(writer => WriteDiagnostics(writer, diagnostics));
            }
            else
            {
                int warnings = diagnostics.Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning);
                context.Output.WriteLine($"{ToolContext.Count(errors, "error")}, {ToolContext.Count(warnings, "warning")}");
            }

            return errors > 0 ? 1 : 0;
        });
        return command;
    }

    private static Command Format(ToolContext context)
    {
        Argument<string[]> files = Files();
        Option<bool> check = new("--check") { Description = "Change nothing; exit code 1 when a file is not in canonical form." };
        var command = new Command("format", "Writes files in canonical form and lists those that changed.") { files, check };
        command.SetAction(parsed =>
        {
            bool isCheck = parsed.GetValue(check);
            bool isGood = true;
            foreach (string file in Expand(parsed.GetRequiredValue(files)))
            {
                isGood &= FormatFile(context, file, isCheck);
            }

            return isGood ? 0 : 1;
        });
        return command;
    }

    /// <summary>Formats one file; what is wrong with it does not keep the others from being formatted.</summary>
    /// <returns>False when it has errors or, for a check, is not in canonical form.</returns>
    private static bool FormatFile(ToolContext context, string file, bool isCheck)
    {
        string source;
        try
        {
            source = ReadSource(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine($"error: {problem.Message}");
            return false;
        }

        bool isFormatted = RuleFormatter.TryFormat(source, new RuleSetOptions { FileName = file }, out string? formatted, out IReadOnlyList<RiskDiagnostic> diagnostics);
        context.Report(diagnostics, source);
        if (!isFormatted)
        {
            return false;
        }

        if (file == EventFiles.StandardInput && !isCheck)
        {
            context.Output.Write(formatted);
            return true;
        }

        if (formatted == source)
        {
            return true;
        }

        context.Output.WriteLine(file);
        if (!isCheck)
        {
            File.WriteAllText(file, formatted);
        }

        return !isCheck;
    }

    /// <summary>The files named, and those of the folders named, by name.</summary>
    private static IEnumerable<string> Expand(string[] paths)
    {
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return path;
                continue;
            }

            string[] files = Directory.GetFiles(path, "*.rules", SearchOption.AllDirectories);
            if (files.Length == 0)
            {
                throw new ToolException($"the folder '{path}' holds no file whose name ends in .rules.");
            }

            Array.Sort(files, StringComparer.Ordinal);
            foreach (string file in files)
            {
                yield return file;
            }
        }
    }

    private static string ReadSource(string file)
    {
        if (file == EventFiles.StandardInput)
        {
            return Console.In.ReadToEnd();
        }

        long length = new FileInfo(file).Length;
        long most = new RuleSetOptions().Limits.SourceLength * 3L;
        return length <= most + 3 ? File.ReadAllText(file) : throw new IOException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"'{file}' has {length:N0} bytes, more than a rules file may have."));
    }

    private static Argument<string[]> Files() => new("FILE") { Description = "Rules files, or folders of them (*.rules).", Arity = ArgumentArity.OneOrMore };

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
