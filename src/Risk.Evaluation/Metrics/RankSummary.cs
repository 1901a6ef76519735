namespace Risk.Evaluation;

/// <summary>How well scores put bad events before good ones. All three are NaN unless there are both.</summary>
/// <param name="AreaUnderCurve">The chance that a bad event scores higher than a good one, ties counting half: the area under the ROC curve, 0 to 1.</param>
/// <param name="KolmogorovSmirnov">The largest distance between the shares of bad and of good events above a score, 0 to 1.</param>
/// <param name="AveragePrecision">Precision weighted by the gain in recall, over all thresholds, without interpolation (scikit-learn's <c>average_precision_score</c>), 0 to 1.</param>
public readonly record struct RankSummary(double AreaUnderCurve, double KolmogorovSmirnov, double AveragePrecision);
