namespace Risk.Evaluation;

/// <summary>How good scores and probabilities are. For several metrics of one ranking make a <see cref="RankedScores"/> and sort once.</summary>
/// <remarks>
/// "Bad" is the positive class. Events whose score is NaN are left out. A metric that has nothing to stand on is NaN. Sums run in the order of the events, so the
/// same input gives the same bits. Thread safety: safe.
/// </remarks>
public static class RiskMetrics
{
    // The spacing of doubles at 1, scikit-learn's bound for probabilities in logarithms.
    private const double SmallestProbability = 2.220446049250313e-16;

    /// <summary>The area under the ROC curve, 0 to 1: ties count half (midranks).</summary>
    /// <param name="scores">A score per event; higher means more likely bad.</param>
    /// <param name="labels">Whether each event turned out bad.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>Allocations: about 25 bytes an event, to sort.</remarks>
    public static double AreaUnderCurve(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels) => new RankedScores(scores, labels).Summary.AreaUnderCurve;

    /// <summary>The Kolmogorov-Smirnov distance between the scores of bad and of good events, 0 to 1.</summary>
    /// <param name="scores">A score per event; higher means more likely bad.</param>
    /// <param name="labels">Whether each event turned out bad.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>Allocations: about 25 bytes an event, to sort.</remarks>
    public static double KolmogorovSmirnov(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels) => new RankedScores(scores, labels).Summary.KolmogorovSmirnov;

    /// <summary>The average precision, 0 to 1, as scikit-learn defines it: no interpolation.</summary>
    /// <param name="scores">A score per event; higher means more likely bad.</param>
    /// <param name="labels">Whether each event turned out bad.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>Allocations: about 25 bytes an event, to sort.</remarks>
    public static double AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels) => new RankedScores(scores, labels).Summary.AveragePrecision;

    /// <summary>The Brier score: the mean squared distance of probability and outcome, 0 (perfect) to 1.</summary>
    /// <param name="probabilities">A probability of the bad outcome per event.</param>
    /// <param name="labels">Whether each event turned out bad.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>Allocations: none.</remarks>
    public static double BrierScore(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        CheckLengths(probabilities, labels);
        double sum = 0;
        long count = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (!double.IsNaN(probabilities[i]))
            {
                double distance = probabilities[i] - (labels[i] ? 1 : 0);
                sum += distance * distance;
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>The log loss: the mean negative log of the probability given to what happened. Probabilities are kept within 2.2e-16 of 0 and 1.</summary>
    /// <param name="probabilities">A probability of the bad outcome per event.</param>
    /// <param name="labels">Whether each event turned out bad.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>Allocations: none.</remarks>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        CheckLengths(probabilities, labels);
        double sum = 0;
        long count = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (!double.IsNaN(probabilities[i]))
            {
                double probability = Math.Clamp(probabilities[i], SmallestProbability, 1 - SmallestProbability);
                sum -= labels[i] ? Math.Log(probability) : Math.Log(1 - probability);
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>What events of similar probability turned out to be, in equally wide bins from 0 to 1. Calibrated means the observed share follows the predicted one.</summary>
    /// <param name="probabilities">A probability of the bad outcome per event.</param>
    /// <param name="labels">Whether each event turned out bad.</param>
    /// <param name="bins">How many bins, at least 1.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>Allocations: the bins.</remarks>
    public static IReadOnlyList<CalibrationBin> CalibrationCurve(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, int bins = 10)
    {
        CheckLengths(probabilities, labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] sums = new double[bins];
        long[] counts = new long[bins], bad = new long[bins];
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (!double.IsNaN(probabilities[i]))
            {
                int bin = Math.Clamp((int)(probabilities[i] * bins), 0, bins - 1);
                sums[bin] += probabilities[i];
                counts[bin]++;
                bad[bin] += labels[i] ? 1 : 0;
            }
        }

        return [.. Enumerable.Range(0, bins).Select(bin =>
            new CalibrationBin((double)bin / bins, (double)(bin + 1) / bins, counts[bin], sums[bin] / counts[bin], (double)bad[bin] / counts[bin]))];
    }

    private static void CheckLengths(ReadOnlySpan<double> values, ReadOnlySpan<bool> labels)
    {
        if (values.Length != labels.Length)
        {
            throw new ArgumentException($"{values.Length} values and {labels.Length} labels: each event has one of both.", nameof(labels));
        }
    }
}
