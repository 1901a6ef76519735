namespace Risk.Rules;

/// <summary>What one test found.</summary>
/// <param name="Test">The test.</param>
/// <param name="Problems">What differs from what was expected, in plain words; empty when the test passed.</param>
public sealed record RuleTestResult(RuleTest Test, IReadOnlyList<string> Problems)
{
    /// <summary>True when everything was as expected.</summary>
    public bool Passed => Problems.Count == 0;

    /// <summary>The name, the line and the problems.</summary>
    public override string ToString() => Passed ? $"passed: {Test.Name}" : $"failed: {Test.Name} (line {Test.Line}): {string.Join("; ", Problems)}";
}
