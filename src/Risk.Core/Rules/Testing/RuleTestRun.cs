using System.Globalization;
using System.Text.Json;
using Risk.Events;
using Risk.Internals;

namespace Risk.Rules.Testing;

/// <summary>Runs tests on one rule set.</summary>
internal sealed class RuleTestRun
{
    private readonly RuleSet _rules;
    private readonly JsonEventReader _reader;
    private readonly ConditionCoverage _coverage;
    private readonly Dictionary<string, int> _ids;
    private RuleEvaluator? _withoutWindows;

    public RuleTestRun(RuleSet rules)
    {
        _rules = rules;
        _reader = new JsonEventReader(rules.Schema);
        _coverage = new ConditionCoverage(rules);
        _ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < rules.Rules.Count; i++)
        {
            _ids.TryAdd(rules.Rules[i].Id, i);
        }
    }

    public RuleTestReport Run(RuleTestFile file)
    {
        RuleTestResult[] results = [.. file.Tests.Select(test => new RuleTestResult(test, Run(test)))];
        return new RuleTestReport { File = file.File, Results = results, Conditions = _coverage.ToList(), RulesNeverMatched = _coverage.RulesNeverMatched() };
    }

    private List<string> Run(RuleTest test)
    {
        var problems = new List<string>();
        RuleEvaluator evaluator = Evaluator();
        AttributeRow row = evaluator.CreateRow();
        for (int i = 0; i < test.History.Count; i++)
        {
            Fill(row, test.History[i], string.Create(CultureInfo.InvariantCulture, $"history[{i}]"), problems);
            evaluator.Windows?.ReadAndRecord(row);
        }

        Fill(row, test.Event, "the event", problems);
        evaluator.Windows?.ReadAndRecord(row);
        if (problems.Count > 0)
        {
            return problems;
        }

        RuleResult result = evaluator.Evaluate(row, evaluator.CreateMatches());
        Compare(test, result, problems);
        _coverage.Record(evaluator.Compiled, row);
        return problems;
    }

    // Every test has a past of its own.
    private RuleEvaluator Evaluator() => _rules.Bound.Windows.Count > 0
        ? _rules.CreateEvaluator(new VelocityStore(new VelocityOptions { Clock = null }), explain: true)
        : _withoutWindows ??= _rules.CreateEvaluator(explain: true);

    private void Fill(AttributeRow row, JsonEvent source, string what, List<string> problems)
    {
        row.Clear();
        JsonReadResult read = _reader.Read(source.Utf8.Span, row);
        if (read.IsMalformed)
        {
            problems.Add($"{what} can't be read: {read.Problem}");
            return;
        }

        if (read.WrongTypeCount > 0)
        {
            AttributeDefinition attribute = _rules.Schema[read.FirstWrongType];
            problems.Add($"{what} has a value for '{attribute.Name}' that is no {attribute.Kind.ToString().ToLowerInvariant()}");
        }

        FillModelOutputs(row, source);
    }

    /// <summary>What models give is no attribute of the event: tests write it there all the same.</summary>
    private void FillModelOutputs(AttributeRow row, JsonEvent source)
    {
        if (_rules.Bound.Columns.Count == _rules.Schema.Count)
        {
            return;
        }

        using JsonDocument document = JsonDocument.Parse(source.Utf8);
        for (int i = _rules.Schema.Count; i < _rules.Bound.Columns.Count; i++)
        {
            string name = _rules.Bound.Columns[i].Name;
            if (document.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
                && row.Layout.Columns.IndexOf(name) is >= 0 and var position)
            {
                row.SetNumber(position, value.GetDouble());
            }
        }
    }

    private void Compare(RuleTest test, RuleResult result, List<string> problems)
    {
        if (test.ChecksAction && result.Action != test.Action)
        {
            string by = result.Rule is null ? "" : $" by {result.Rule.Id}";
            problems.Add($"the action is {Name(result.Action)}{by}, not {Name(test.Action)}");
        }

        if (test.ChecksRule && result.Rule?.Id != test.Rule && (test.Rule is null || IsKnown(test.Rule, problems)))
        {
            problems.Add($"{result.Rule?.Id ?? "no rule"} decides, not {test.Rule ?? "none"}");
        }

        if (test.Challenge is { } challenge && challenge != result.ChallengeRequested)
        {
            problems.Add($"a challenge is {(result.ChallengeRequested ? "" : "not ")}requested");
        }

        if (test.Points is { } points && points != result.Points)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"the points are {result.Points:R}, not {points:R}"));
        }

        foreach ((string id, Truth expected) in test.Truths)
        {
            if (IsKnown(id, problems) && result.TruthOf(_ids[id]) is var truth && truth != expected)
            {
                problems.Add($"{id} is {Name(truth)}, not {Name(expected)}");
            }
        }

        if (test.Matched is { } matched)
        {
            CompareMatches(matched, result, problems);
        }
    }

    private void CompareMatches(IReadOnlyList<string> expected, RuleResult result, List<string> problems)
    {
        foreach (string id in expected)
        {
            if (IsKnown(id, problems) && result.TruthOf(_ids[id]) != Truth.True)
            {
                problems.Add($"{id} does not match");
            }
        }

        foreach (int rule in result.MatchedRules)
        {
            if (!expected.Contains(_rules.Rules[rule].Id))
            {
                problems.Add($"{_rules.Rules[rule].Id} matches too");
            }
        }
    }

    private bool IsKnown(string id, List<string> problems)
    {
        if (_ids.ContainsKey(id))
        {
            return true;
        }

        string? near = EditDistance.Nearest(id, [.. _ids.Keys]);
        problems.Add($"there is no rule '{id}'{(near is null ? "" : $" (did you mean '{near}'?)")}");
        return false;
    }

    private static string Name(RiskAction? action) => action?.ToString().ToLowerInvariant() ?? "none";

    private static string Name(Truth truth) => truth.ToString().ToLowerInvariant();
}
