namespace Risk.Evaluation;

/// <summary>How one candidate did.</summary>
public sealed record CandidateReport
{
    /// <summary>What it was called.</summary>
    public required string Name { get; init; }

    /// <summary>The version its decisions carry.</summary>
    public required string Version { get; init; }

    /// <summary>By action, mildest first.</summary>
    public required IReadOnlyList<ActionReport> Actions { get; init; }

    /// <summary>By rule, in the order of the rules; empty without.</summary>
    public required IReadOnlyList<RuleReport> Rules { get; init; }

    /// <summary>How good its score is; null when no labelled event got one.</summary>
    public required ScoreReport? Score { get; init; }

    /// <summary>What its decisions turned out to be worth together, in the amount's unit; null without costs.</summary>
    public required ConfidenceInterval? Value { get; init; }

    /// <summary>The share of bad events that were blocked, 0 to 1.</summary>
    public required ConfidenceInterval BlockedBadShare { get; init; }

    /// <summary>The share of good events that were blocked, 0 to 1.</summary>
    public required ConfidenceInterval BlockedGoodShare { get; init; }
}
