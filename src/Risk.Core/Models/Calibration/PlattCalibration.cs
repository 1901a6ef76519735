using System.Globalization;
using System.Runtime.CompilerServices;
using Risk.Internals.Numerics;

namespace Risk.Models.Calibration;

/// <summary>
/// Platt's calibration: sigmoid(<see cref="Slope"/> · score + <see cref="Offset"/>). Two numbers, so it needs few rows (some hundred), and takes
/// what is over- or underconfident evenly, such as boosted trees stopped early or trained on resampled classes.
/// </summary>
/// <remarks>Immutable. Thread safety: safe.</remarks>
public sealed class PlattCalibration : RiskCalibration
{
    /// <summary>Makes a calibration of known numbers.</summary>
    /// <param name="slope">Finite and above 0.</param>
    /// <param name="offset">Finite.</param>
    /// <param name="input">What the score is.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public PlattCalibration(double slope, double offset, CalibrationInput input = CalibrationInput.Margin)
        : base(input)
    {
        CalibrationThrow.IfNotPositive(slope, nameof(slope));
        CalibrationThrow.IfNotFinite(offset, nameof(offset));
        (Slope, Offset) = (slope, offset);
    }

    /// <inheritdoc/>
    public override string Kind => "platt";

    /// <summary>What the score is multiplied by.</summary>
    public double Slope { get; }

    /// <summary>What is added to the log odds.</summary>
    public double Offset { get; }

    /// <summary>
    /// Fits slope and offset by maximum likelihood to Platt's targets, which keep the fit finite when the scores separate the labels
    /// (Lin, Lin and Weng 2007). The same input gives the same bits everywhere.
    /// </summary>
    /// <param name="scores">A score per row, of rows the model was not trained on.</param>
    /// <param name="labels">True for the bad outcome.</param>
    /// <param name="weights">A weight per row, at least 0; empty when all count alike.</param>
    /// <param name="input">What the scores are.</param>
    /// <exception cref="ArgumentException">
    /// Lengths that differ, a number that is not finite, labels of one class only, scores that are all equal, or scores that rank the labels backwards.
    /// </exception>
    public static PlattCalibration Fit(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> labels,
        ReadOnlySpan<double> weights = default,
        CalibrationInput input = CalibrationInput.Margin)
    {
        CalibrationSample sample = CalibrationSample.Create(scores, labels, weights, input).RequireSpread();
        (double slope, double offset) = LogisticFit.Line(sample, sample.PlattTargets());
        CalibrationThrow.IfBackwards(slope > 0);
        return new PlattCalibration(slope, offset, input);
    }

    /// <inheritdoc/>
    public override double Apply(double score) => DoubleMath.Sigmoid(Math.FusedMultiplyAdd(score, Slope, Offset));

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<double> scores, Span<double> probabilities) =>
        Elementwise.Apply(new Function(Slope, Offset), scores, probabilities);

    /// <summary>The formula.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"platt: sigmoid({Slope:R} * {Input.ToString().ToLowerInvariant()} + {Offset:R})");

    private readonly struct Function(double slope, double offset) : IDoubleFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Invoke<TVector, TLanes>(TVector x)
            where TVector : struct
            where TLanes : struct, IDoubleLanes<TVector> =>
            DoubleMath.Sigmoid<TVector, TLanes>(TLanes.FusedMultiplyAdd(x, TLanes.Broadcast(slope), TLanes.Broadcast(offset)));
    }
}
