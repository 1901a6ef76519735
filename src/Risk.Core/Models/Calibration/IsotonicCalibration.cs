using System.Globalization;

namespace Risk.Models.Calibration;

/// <summary>
/// Isotonic calibration: the function that never falls and lies nearest to the labels, straight between its knots and level beyond the
/// outermost. It takes any shape and so needs many rows (thousands, with hundreds of bad ones); the only method here that makes ties.
/// </summary>
/// <remarks>Immutable. Thread safety: safe.</remarks>
public sealed class IsotonicCalibration : RiskCalibration
{
    private readonly double[] _scores;
    private readonly double[] _probabilities;

    /// <summary>Makes a calibration of known knots.</summary>
    /// <param name="scores">Finite, each larger than the one before; at least one.</param>
    /// <param name="probabilities">0 to 1, none smaller than the one before; as many.</param>
    /// <param name="input">What the score is.</param>
    /// <exception cref="ArgumentException">The knots are no such function; the message names all problems.</exception>
    public IsotonicCalibration(
        IReadOnlyList<double> scores,
        IReadOnlyList<double> probabilities,
        CalibrationInput input = CalibrationInput.Probability)
        : base(input)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(probabilities);
        _scores = [.. scores];
        _probabilities = [.. probabilities];
        CalibrationThrow.IfAny(IsotonicKnots.Check(_scores, _probabilities));
    }

    /// <inheritdoc/>
    public override string Kind => "isotonic";

    /// <summary>The scores of the knots, rising.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>The probabilities at the knots, never falling.</summary>
    public IReadOnlyList<double> Probabilities => _probabilities;

    /// <summary>
    /// Fits the knots by pooling adjacent violators; rows of equal scores count as one with their mean. The same knots as scikit-learn's
    /// IsotonicRegression. The same input gives the same bits everywhere.
    /// </summary>
    /// <param name="scores">A score per row, of rows the model was not trained on.</param>
    /// <param name="labels">True for the bad outcome.</param>
    /// <param name="weights">A weight per row, at least 0; empty when all count alike.</param>
    /// <param name="input">What the scores are.</param>
    /// <exception cref="ArgumentException">Lengths that differ, a number out of range, or labels of one class only.</exception>
    public static IsotonicCalibration Fit(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> labels,
        ReadOnlySpan<double> weights = default,
        CalibrationInput input = CalibrationInput.Probability)
    {
        CalibrationSample sample = CalibrationSample.Create(scores, labels, weights, input);
        (double[] knots, double[] probabilities) = IsotonicFit.Fit(sample);
        return new IsotonicCalibration(knots, probabilities, input);
    }

    /// <inheritdoc/>
    public override double Apply(double score)
    {
        double[] scores = _scores;
        double[] probabilities = _probabilities;
        if (!(score < scores[^1]))
        {
            return double.IsNaN(score) ? score : probabilities[^1];
        }

        if (score <= scores[0])
        {
            return probabilities[0];
        }

        // The last knot at or below the score; the one above it exists.
        int knot = 0;
        for (int length = scores.Length; length > 1;)
        {
            int half = length >> 1;
            knot += scores[knot + half] <= score ? half : 0;
            length -= half;
        }

        // Each step never falls when the score rises, rounding included, and the minimum keeps to the knot above.
        double low = probabilities[knot];
        double high = probabilities[knot + 1];
        double share = (score - scores[knot]) / (scores[knot + 1] - scores[knot]);
        return Math.Min(low + ((high - low) * share), high);
    }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<double> scores, Span<double> probabilities)
    {
        CalibrationThrow.IfTooShort(scores.Length, probabilities.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            probabilities[i] = Apply(scores[i]);
        }
    }

    /// <summary>The number of knots and their range.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"isotonic: {_scores.Length} knots from {_scores[0]:R} to {_scores[^1]:R} by {Input.ToString().ToLowerInvariant()}");
}
