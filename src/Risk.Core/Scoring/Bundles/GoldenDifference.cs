namespace Risk.Scoring.Bundles;

/// <summary>A golden event that got another decision than it must get.</summary>
/// <param name="Expected">What was expected.</param>
/// <param name="Actual">What the scorer decided.</param>
public sealed record GoldenDifference(GoldenEvent Expected, RiskDecision Actual)
{
    /// <summary><c>golden.jsonl(3): expected block 0.91 by 'r1', got review 0.90 by no rule</c>.</summary>
    public override string ToString() =>
        $"golden line {Expected.Line}: expected {Describe(Expected.Action, Expected.Probability, Expected.Rule)}, got {Describe(Actual.Action, Actual.Probability, Actual.Rule)}";

    private static string Describe(RiskAction action, double probability, string? rule) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{action.ToString().ToLowerInvariant()} with probability {probability:R} by {(rule is null ? "no rule" : $"rule '{rule}'")}");
}
