using System.CommandLine;
using Risk.Rules;

namespace Risk.Tool.Commands;

/// <summary><c>risk rules explain</c>.</summary>
internal static class RulesExplainCommand
{
    private const string Shape =
        """{"action","rule","challenge","points","rules":[{"rule","line","action","points","shadow","inShare","truth","missing","because","reason","condition":{"text","truth" or "value","start","length","parts":[…]}}…]}""";

    public static Command Create(ToolContext context)
    {
        Argument<string> file = Arguments.File("FILE", "The rules file.");
        Option<string> source = Arguments.Event();
        Option<string?> schema = Arguments.Schema();
        Option<string?> selection = RulesRunCommand.Selection();
        Option<bool> json = Arguments.Json("Print one JSON document: " + Shape);
        var command = new Command("explain", "Tells for every rule the truth of each part with the values seen, and what was missing.") { file, source, schema, selection, json };
        command.SetAction(parsed =>
        {
            RuleSelection chosen = RulesRunCommand.SelectionOf(parsed.GetValue(selection));
            RuleSet rules = RulesCommands.Load(context, parsed.GetRequiredValue(file), EventFiles.Schema(parsed.GetValue(schema)), chosen);
            RuleEvaluator evaluator = rules.CreateEvaluator(explain: true);
            RuleSetTrace trace = evaluator.Explain(SingleEvent.Read(context, evaluator, parsed.GetRequiredValue(source)));
            if (parsed.GetValue(json))
            {
                context.WriteJson(trace.WriteJson);
            }
            else
            {
                context.Output.Write(trace.ToString());
            }

            return 0;
        });
        return command;
    }
}
