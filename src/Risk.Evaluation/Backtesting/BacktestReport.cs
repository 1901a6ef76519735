namespace Risk.Evaluation;

/// <summary>What a backtest found. The same events, candidates and seed give the same report.</summary>
public sealed partial record BacktestReport
{
    /// <summary>The field the outcomes came from.</summary>
    public required string Label { get; init; }

    /// <summary>The attribute money is counted by; null without one.</summary>
    public required string? Amount { get; init; }

    /// <summary>All events.</summary>
    public required OutcomeCount Events { get; init; }

    /// <summary>Lines that were no events and were passed over.</summary>
    public required long BadLineCount { get; init; }

    /// <summary>The first problems of such lines, and what else the reader of the report should know.</summary>
    public required IReadOnlyList<RiskDiagnostic> Problems { get; init; }

    /// <summary>The time of the first event, and of the last; null when events have no time.</summary>
    public required (DateTimeOffset First, DateTimeOffset Last)? Period { get; init; }

    /// <summary>The share of redraws of the same events that an interval holds, such as 0.95; 0 when nothing was drawn and there are no intervals.</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>The candidate on trial.</summary>
    public required CandidateReport Candidate { get; init; }

    /// <summary>The candidate it was compared with; null without.</summary>
    public required CandidateReport? Other { get; init; }

    /// <summary>How the other's decisions differ; null without another.</summary>
    public required ComparisonReport? Comparison { get; init; }
}
