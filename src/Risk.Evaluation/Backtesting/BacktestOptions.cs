namespace Risk.Evaluation;

/// <summary>How a backtest reads events and what it computes.</summary>
public sealed record BacktestOptions
{
    /// <summary>
    /// The field of an event that holds its outcome: true, 1, "true" or "1" for bad; false, 0, "false" or "0" for good. It need not be in the schema. An event without it is
    /// scored, and recorded in the windows, and left out of every figure that needs an outcome.
    /// </summary>
    public required string Label { get; init; }

    /// <summary>The number attribute that money is counted by; null takes the costs' own, or the schema's first number attribute whose name begins with "amount".</summary>
    public string? Amount { get; init; }

    /// <summary>What actions are worth, for both candidates; null takes each candidate's own. Challenges and reviews that it does not offer cost nothing.</summary>
    public ExpectedValueModel? Values { get; init; }

    /// <summary>How often the events are drawn anew to tell how certain figures are; 0 for no intervals. Default 200.</summary>
    public int BootstrapReplicates { get; init; } = 200;

    /// <summary>The share of replicates that an interval holds. Default 0.95.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>The seed of the draws: the same seed, the same intervals.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Told about every thousand events, on the calling thread; null for none.</summary>
    public Action<BacktestProgress>? Progress { get; init; }

    /// <summary>Ends the backtest with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
