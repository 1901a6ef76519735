namespace Risk.Evaluation;

/// <summary>How the second candidate's decisions differ from the first's, event by event.</summary>
public sealed record ComparisonReport
{
    /// <summary>The share of events on which both chose the same action, 0 to 1.</summary>
    public required double Agreement { get; init; }

    /// <summary>By the first's action, then the second's, both mildest first: sixteen cells.</summary>
    public required IReadOnlyList<IReadOnlyList<OutcomeCount>> Actions { get; init; }

    /// <summary>Events that only the second blocks.</summary>
    public required OutcomeCount NewlyBlocked { get; init; }

    /// <summary>Events that only the first blocks.</summary>
    public required OutcomeCount NoLongerBlocked { get; init; }

    /// <summary>Events that only the second stops or delays (anything but Allow).</summary>
    public required OutcomeCount NewlyStopped { get; init; }

    /// <summary>Events that only the first stops or delays.</summary>
    public required OutcomeCount NoLongerStopped { get; init; }

    /// <summary>The second's AUC less the first's; NaN when one has no score.</summary>
    public required ConfidenceInterval AreaUnderCurveDifference { get; init; }

    /// <summary>The second's value less the first's, in the amount's unit; null without costs.</summary>
    public required ConfidenceInterval? ValueDifference { get; init; }
}
