namespace Risk.Scoring.Replay;

/// <summary>How a log is replayed.</summary>
public sealed record ReplayOptions
{
    /// <summary>How many differences are listed; all are counted. 1,000 unless set.</summary>
    public int MaximumDifferences { get; init; } = 1000;

    /// <summary>How many problems of lines are listed; all are counted. 1,000 unless set.</summary>
    public int MaximumProblems { get; init; } = 1000;

    /// <summary>Called after every thousand decisions with their number, on the thread that replays; null for nobody.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Called for every difference, also those that are not listed; null for nobody.</summary>
    public Action<ReplayDifference>? Difference { get; init; }

    /// <summary>Ends the replay with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
