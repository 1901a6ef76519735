using System.CommandLine;
using Risk.Rules;

namespace Risk.Tool.Commands;

/// <summary><c>risk rules test</c>.</summary>
internal static class RulesTestCommand
{
    public static Command Create(ToolContext context)
    {
        Argument<string> file = Arguments.File("FILE", "The rules file.");
        Option<string?> tests = Arguments.Optional("--tests", "The test file, a test a line as JSON; FILE with .tests.jsonl for its extension unless given.");
        Option<string?> schema = Arguments.Schema();
        Option<string?> selection = RulesRunCommand.Selection();
        Option<double> coverage = new("--coverage") { Description = "The percentage of conditions that must be seen both true and false; 0 unless given." };
        coverage.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is >= 0 and <= 100))
            {
                result.AddError("--coverage is a percentage from 0 to 100.");
            }
        });
        Option<bool> json = Arguments.Json();
        var command = new Command("test", "Runs the tests of rules and tells what they have not looked at; exit code 1 when one fails.") { file, tests, schema, selection, coverage, json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            RuleSet rules = RulesCommands.Load(context, path, EventFiles.Schema(parsed.GetValue(schema)), RulesRunCommand.SelectionOf(parsed.GetValue(selection)));
            RuleTestReport report = RuleTestFile.Load(parsed.GetValue(tests) ?? RuleTestFile.PathFor(path)).Run(rules);
            double least = parsed.GetValue(coverage);
            if (parsed.GetValue(json))
            {
                context.WriteJson(report.WriteJson);
            }
            else
            {
                context.Output.Write(report.ToString());
            }

            if (report.CoveragePercentage < least)
            {
                context.Error.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"error: {report.CoveragePercentage:0.##} % of conditions are covered, and {least:R} % are asked for."));
                return 1;
            }

            return report.Succeeded ? 0 : 1;
        });
        return command;
    }
}
