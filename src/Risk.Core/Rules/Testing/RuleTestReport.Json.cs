using System.Text.Json;

namespace Risk.Rules;

public sealed partial record RuleTestReport
{
    /// <summary>
    /// The report as one JSON object: file, tests, passed, failed, failures (name, line, problems), and coverage (conditions, covered,
    /// percentage, unseen, rulesNeverMatched).
    /// </summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("file", File);
        writer.WriteNumber("tests", Results.Count);
        writer.WriteNumber("passed", PassedCount);
        writer.WriteNumber("failed", FailedCount);
        writer.WriteStartArray("failures");
        foreach (RuleTestResult result in Results.Where(static result => !result.Passed))
        {
            writer.WriteStartObject();
            writer.WriteString("name", result.Test.Name);
            writer.WriteNumber("line", result.Test.Line);
            WriteTexts(writer, "problems", result.Problems);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteCoverage(writer);
        writer.WriteEndObject();
    }

    private void WriteCoverage(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("coverage");
        writer.WriteNumber("conditions", Conditions.Count);
        writer.WriteNumber("covered", CoveredCount);
        writer.WriteNumber("percentage", CoveragePercentage);
        writer.WriteStartArray("unseen");
        foreach (RuleConditionCoverage condition in Conditions.Where(static condition => !condition.IsCovered))
        {
            writer.WriteStartObject();
            writer.WriteString("rule", condition.Rule.Id);
            writer.WriteNumber("line", condition.Line);
            writer.WriteString("condition", condition.Condition);
            writer.WriteBoolean("seenTrue", condition.SeenTrue);
            writer.WriteBoolean("seenFalse", condition.SeenFalse);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "rulesNeverMatched", RulesNeverMatched.Select(static rule => rule.Id));
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
