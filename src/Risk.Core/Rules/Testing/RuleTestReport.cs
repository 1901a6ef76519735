using System.Globalization;
using System.Text;

namespace Risk.Rules;

/// <summary>What the tests of a rule set found, and what they have not looked at. Immutable.</summary>
public sealed partial record RuleTestReport
{
    /// <summary>The test file, or null when the tests had none.</summary>
    public string? File { get; init; }

    /// <summary>Every test in the order of the file.</summary>
    public required IReadOnlyList<RuleTestResult> Results { get; init; }

    /// <summary>Every condition of every rule in source order; conditions that are constant are left out.</summary>
    public required IReadOnlyList<RuleConditionCoverage> Conditions { get; init; }

    /// <summary>The rules that matched in no test.</summary>
    public required IReadOnlyList<RuleInfo> RulesNeverMatched { get; init; }

    /// <summary>True when every test passed.</summary>
    public bool Succeeded => FailedCount == 0;

    /// <summary>The number of tests that passed.</summary>
    public int PassedCount => Results.Count - FailedCount;

    /// <summary>The number of tests that failed.</summary>
    public int FailedCount => Results.Count(static result => !result.Passed);

    /// <summary>The number of conditions that were seen both true and false.</summary>
    public int CoveredCount => Conditions.Count(static condition => condition.IsCovered);

    /// <summary>The percentage of conditions that were seen both true and false; 100 without conditions.</summary>
    public double CoveragePercentage => Conditions.Count == 0 ? 100 : 100.0 * CoveredCount / Conditions.Count;

    /// <summary>The failures, the counts, and the conditions that were not seen both ways, one a line.</summary>
    public override string ToString()
    {
        var builder = new StringBuilder();
        foreach (RuleTestResult result in Results)
        {
            if (!result.Passed)
            {
                builder.Append(result).Append('\n');
            }
        }

        builder.Append(CultureInfo.InvariantCulture, $"{PassedCount} of {Results.Count} tests passed\n");
        builder.Append(
            CultureInfo.InvariantCulture, $"{CoveredCount} of {Conditions.Count} conditions seen both true and false ({CoveragePercentage:0.#} %)\n");
        foreach (RuleConditionCoverage condition in Conditions)
        {
            if (!condition.IsCovered)
            {
                string unseen = !condition.SeenTrue && !condition.SeenFalse ? "true or false" : condition.SeenTrue ? "false" : "true";
                builder.Append(CultureInfo.InvariantCulture, $"  {condition.Rule.Id} (line {condition.Line}): {condition.Condition} was never {unseen}\n");
            }
        }

        foreach (RuleInfo rule in RulesNeverMatched)
        {
            builder.Append(CultureInfo.InvariantCulture, $"  {rule.Id} (line {rule.Line}) matched in no test\n");
        }

        return builder.ToString();
    }
}
