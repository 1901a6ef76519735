namespace Risk.Evaluation;

/// <summary>How far a backtest is.</summary>
/// <param name="Scored">Events scored.</param>
/// <param name="Total">Events to score.</param>
public readonly record struct BacktestProgress(long Scored, long Total);
