using System.CommandLine;
using System.Text.Json;
using Risk.Events;
using Risk.Rules;

namespace Risk.Tool.Commands;

/// <summary><c>risk rules run</c>.</summary>
internal static class RulesRunCommand
{
    public static Command Create(ToolContext context)
    {
        Argument<string> file = Arguments.File("FILE", "The rules file.");
        Option<string> events = Arguments.Required("--events", "Events as JSON Lines.");
        Option<string?> schema = Arguments.Schema();
        Option<string?> selection = Selection();
        Option<double?> challenge = new("--challenge-from") { Description = "With --selection score: challenge from this many points on." };
        Option<double?> review = new("--review-from") { Description = "With --selection score: review from this many points on." };
        Option<double?> block = new("--block-from") { Description = "With --selection score: block from this many points on." };
        var command = new Command("run", "Runs rules over events and prints a JSON line per event.") { file, events, schema, selection, challenge, review, block };
        command.Validators.Add(result =>
        {
            if (result.GetResult(selection)?.Tokens is not [{ Value: "score" }] && (result.GetResult(challenge) ?? result.GetResult(review) ?? result.GetResult(block)) is { } limit)
            {
                result.AddError($"{limit.Option.Name} goes with --selection score.");
            }
        });
        command.SetAction(parsed =>
        {
            RuleSelection chosen = SelectionOf(parsed.GetValue(selection));
            DecisionPolicy? policy = chosen == RuleSelection.Score ? Policy(parsed.GetValue(challenge), parsed.GetValue(review), parsed.GetValue(block)) : null;
            RuleSet rules = RulesCommands.Load(context, parsed.GetRequiredValue(file), EventFiles.Schema(parsed.GetValue(schema)), chosen);
            return Run(context, rules, parsed.GetRequiredValue(events), policy);
        });
        return command;
    }

    public static Option<string?> Selection()
    {
        Option<string?> selection = Arguments.Optional("--selection", "Which matching rule decides: radar, first, most-severe or score.");
        selection.AcceptOnlyFromAmong("radar", "first", "most-severe", "score");
        return selection;
    }

    public static RuleSelection SelectionOf(string? name) => name switch
    {
        "first" => RuleSelection.First,
        "most-severe" => RuleSelection.MostSevere,
        "score" => RuleSelection.Score,
        _ => RuleSelection.Radar,
    };

    private static DecisionPolicy? Policy(double? challenge, double? review, double? block)
    {
        if (challenge is null && review is null && block is null)
        {
            return null;
        }

        try
        {
            return DecisionPolicy.Build(policy =>
            {
                _ = challenge is { } fromChallenge ? policy.Challenge(fromChallenge) : policy;
                _ = review is { } fromReview ? policy.Review(fromReview) : policy;
                _ = block is { } fromBlock ? policy.Block(fromBlock) : policy;
            });
        }
        catch (ArgumentException problem)
        {
            throw new ToolException(problem.Message);
        }
    }

    private static int Run(ToolContext context, RuleSet rules, string events, DecisionPolicy? policy)
    {
        RuleEvaluator evaluator = rules.CreateEvaluator(new VelocityStore(new VelocityOptions { Clock = null }));
        RuleMatches matches = evaluator.CreateMatches();
        AttributeRow row = evaluator.CreateRow();
        return EventFiles.ForEach(context, events, new JsonEventReader(rules.Schema), row, _ =>
        {
            evaluator.Windows?.ReadAndRecord(row);
            RuleResult result = evaluator.Evaluate(row, matches);
            var matched = new List<string>();
            var undetermined = new List<string>();
            foreach (int rule in result.MatchedRules)
            {
                matched.Add(rules.Rules[rule].Id);
            }

            foreach (int rule in result.UndeterminedRules)
            {
                undetermined.Add(rules.Rules[rule].Id);
            }

            RiskAction? action = result.Action ?? policy?.Decide(double.NaN, result.Points);
            string? id = result.Rule?.Id;
            bool challenged = result.ChallengeRequested;
            double points = result.Points;
            context.WriteJson(writer => Write(writer, action, challenged, id, matched, undetermined, points));
        });
    }

    private static void Write(Utf8JsonWriter writer, RiskAction? action, bool challenge, string? rule, List<string> matched, List<string> undetermined, double points)
    {
        writer.WriteStartObject();
        writer.WriteString("action", action?.ToString().ToLowerInvariant() ?? "none");
        writer.WriteBoolean("challenge", challenge);
        writer.WriteString("rule", rule);
        WriteIds(writer, "matched", matched);
        WriteIds(writer, "undetermined", undetermined);
        writer.WriteNumber("points", points);
        writer.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter writer, string name, List<string> ids)
    {
        writer.WriteStartArray(name);
        foreach (string id in ids)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
    }
}
