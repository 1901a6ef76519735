using System.Globalization;
using System.Text.Json;
using Risk.Events;
using Risk.Internals;
using Risk.Rules.Diagnostics;

namespace Risk.Rules.Testing;

/// <summary>Reads the lines of a test file and collects what is wrong with them.</summary>
internal sealed class RuleTestReader(string? file)
{
    private const int MostProblems = 100;
    private static readonly string[] Fields = ["name", "event", "history", "action", "rule", "challenge", "points", "matched", "truth"];

    public List<RuleTest> Tests { get; } = [];

    public List<RiskDiagnostic> Problems { get; } = [];

    public void Read(string line, int number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                Problem(RuleDiagnosticCodes.InvalidTest, number, "a test is a JSON object", """write {"event": {…}, "action": "block"}""");
                return;
            }

            ReadTest(document.RootElement, number);
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json says of half of a surrogate pair.
            Problem(RuleDiagnosticCodes.InvalidTest, number, "the line holds half of a character", "save the file as UTF-8");
        }
        catch (JsonException problem)
        {
            long column = (problem.BytePositionInLine ?? 0) + 1;
            Problem(RuleDiagnosticCodes.InvalidTest, number, string.Create(CultureInfo.InvariantCulture, $"the line is not JSON (byte {column})"), "write one test a line");
        }
    }

    private void ReadTest(JsonElement root, int number)
    {
        int before = Problems.Count;
        var test = new RuleTest { Name = string.Create(CultureInfo.InvariantCulture, $"line {number}"), Line = number, Event = default };
        bool hasEvent = false;
        foreach (JsonProperty field in root.EnumerateObject())
        {
            hasEvent |= field.NameEquals("event");
            test = Add(test, field, number);
        }

        if (!hasEvent)
        {
            Wrong(number, "the test has no event", """add "event": {…}""");
        }
        else if (Problems.Count == before && !test.ChecksAnything)
        {
            Wrong(number, "the test expects nothing, so it can't fail", "add \"action\", \"rule\", \"challenge\", \"points\", \"matched\" or \"truth\"");
        }

        if (Problems.Count == before)
        {
            Tests.Add(test);
        }
    }

    private RuleTest Add(RuleTest test, JsonProperty field, int number)
    {
        JsonElement value = field.Value;
        switch (field.Name)
        {
            case "name" when value.ValueKind == JsonValueKind.String:
                return test with { Name = value.GetString()! };
            case "event" when value.ValueKind == JsonValueKind.Object:
                return test with { Event = JsonEvent.FromText(value.GetRawText()) };
            case "history" when IsArrayOf(value, JsonValueKind.Object):
                return test with { History = [.. value.EnumerateArray().Select(static item => JsonEvent.FromText(item.GetRawText()))] };
            case "action" when TryAction(value, out RiskAction? action):
                return test with { ChecksAction = true, Action = action };
            case "rule" when value.ValueKind is JsonValueKind.String or JsonValueKind.Null:
                return test with { ChecksRule = true, Rule = value.GetString() };
            case "challenge" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return test with { Challenge = value.GetBoolean() };
            case "points" when value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double points):
                return test with { Points = points };
            case "matched" when IsArrayOf(value, JsonValueKind.String):
                return test with { Matched = [.. value.EnumerateArray().Select(static item => item.GetString()!)] };
            case "truth" when TryTruths(value, out Dictionary<string, Truth> truths):
                return test with { Truths = truths };
        }

        if (Array.IndexOf(Fields, field.Name) < 0)
        {
            string? near = EditDistance.Nearest(field.Name, Fields);
            Wrong(number, $"a test has no field '{Shorten(field.Name)}'", near is null ? "fields are " + string.Join(", ", Fields) : $"did you mean '{near}'?");
            return test;
        }

        Wrong(number, $"'{field.Name}' has a value it can't have", field.Name switch
        {
            "action" => "write \"allow\", \"challenge\", \"review\", \"block\" or \"none\"",
            "truth" => """write {"label": true, "other": false, "third": "unknown"}""",
            "matched" => """write ["label", "other"]""",
            "event" => """write {"attribute": value, …}""",
            "history" => "write a list of events",
            "rule" => "write a label in quotes, or null when no rule decides",
            "challenge" => "write true or false",
            "points" => "write a number",
            _ => "write a text",
        });
        return test;
    }

    private static bool IsArrayOf(JsonElement value, JsonValueKind kind) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == kind);

    private static bool TryAction(JsonElement value, out RiskAction? action)
    {
        action = null;
        if (value.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        string text = value.GetString()!;
        switch (text.ToUpperInvariant())
        {
            case "ALLOW":
                action = RiskAction.Allow;
                return true;
            case "CHALLENGE":
                action = RiskAction.Challenge;
                return true;
            case "REVIEW":
                action = RiskAction.Review;
                return true;
            case "BLOCK":
                action = RiskAction.Block;
                return true;
            default:
                return text.Equals("none", StringComparison.OrdinalIgnoreCase);
        }
    }

    private static bool TryTruths(JsonElement value, out Dictionary<string, Truth> truths)
    {
        truths = new Dictionary<string, Truth>(StringComparer.Ordinal);
        if (value.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (JsonProperty item in value.EnumerateObject())
        {
            Truth? truth = item.Value.ValueKind switch
            {
                JsonValueKind.True => Truth.True,
                JsonValueKind.False => Truth.False,
                JsonValueKind.String when item.Value.ValueEquals("unknown") => Truth.Unknown,
                _ => null,
            };
            if (truth is null)
            {
                return false;
            }

            truths[item.Name] = truth.Value;
        }

        return true;
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private void Wrong(int number, string message, string? suggestion = null) => Problem(RuleDiagnosticCodes.WrongTestField, number, message, suggestion);

    private void Problem(string code, int number, string message, string? suggestion)
    {
        if (Problems.Count < MostProblems)
        {
            Problems.Add(RiskDiagnostic.Error(code, message) with { File = file, Line = number, Column = 1, EndColumn = 2, Suggestion = suggestion });
        }
    }
}
