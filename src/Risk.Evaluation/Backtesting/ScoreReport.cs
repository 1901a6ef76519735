namespace Risk.Evaluation;

/// <summary>How good a candidate's score is, over labelled events that have one.</summary>
public sealed record ScoreReport
{
    /// <summary>Labelled events with a score.</summary>
    public required int Count { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public required ConfidenceInterval AreaUnderCurve { get; init; }

    /// <summary>The Kolmogorov-Smirnov distance.</summary>
    public required ConfidenceInterval KolmogorovSmirnov { get; init; }

    /// <summary>The average precision.</summary>
    public required ConfidenceInterval AveragePrecision { get; init; }

    /// <summary>The Brier score of the probabilities; NaN without a model.</summary>
    public required double BrierScore { get; init; }

    /// <summary>The log loss of the probabilities; NaN without a model.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Ten equally large groups, the highest scores first.</summary>
    public required IReadOnlyList<GainsBin> Gains { get; init; }

    /// <summary>What flagging from a score on would do: at most two hundred thresholds, the highest first.</summary>
    public required IReadOnlyList<OperatingPoint> Thresholds { get; init; }

    /// <summary>What events of similar probability turned out to be; empty without a model.</summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }
}
