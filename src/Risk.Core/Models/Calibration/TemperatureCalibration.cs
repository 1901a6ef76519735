using System.Globalization;
using System.Runtime.CompilerServices;
using Risk.Internals.Numerics;

namespace Risk.Models.Calibration;

/// <summary>
/// Temperature scaling: sigmoid(margin / <see cref="Temperature"/>). One number; it only makes a model more or less sure and leaves a
/// probability of one half where it is. For networks, whose margins are usually too large (temperature above 1).
/// </summary>
/// <remarks>Immutable. Thread safety: safe.</remarks>
public sealed class TemperatureCalibration : RiskCalibration
{
    /// <summary>Makes a calibration of a known temperature.</summary>
    /// <param name="temperature">Finite and above 0.</param>
    /// <exception cref="ArgumentException">The temperature is out of range.</exception>
    public TemperatureCalibration(double temperature)
        : base(CalibrationInput.Margin)
    {
        CalibrationThrow.IfNotPositive(temperature, nameof(temperature));
        Temperature = temperature;
    }

    /// <inheritdoc/>
    public override string Kind => "temperature";

    /// <summary>What margins are divided by.</summary>
    public double Temperature { get; }

    /// <summary>Fits the temperature by maximum likelihood. The same input gives the same bits everywhere.</summary>
    /// <param name="margins">A margin (log odds) per row, of rows the model was not trained on.</param>
    /// <param name="labels">True for the bad outcome.</param>
    /// <param name="weights">A weight per row, at least 0; empty when all count alike.</param>
    /// <exception cref="ArgumentException">
    /// Lengths that differ, a number that is not finite, labels of one class only, or margins of which no temperature is the best: they rank
    /// the labels backwards, or have the right sign for every row.
    /// </exception>
    public static TemperatureCalibration Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        CalibrationSample sample = CalibrationSample.Create(margins, labels, weights, CalibrationInput.Margin);
        CalibrationThrow.IfBackwards(sample.FavoursMargins());
        CalibrationThrow.IfSeparated(sample.SignsSeparate(), "temperature");
        return new TemperatureCalibration(1 / LogisticFit.Factor(sample));
    }

    /// <inheritdoc/>
    public override double Apply(double score) => DoubleMath.Sigmoid(score / Temperature);

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<double> scores, Span<double> probabilities) =>
        Elementwise.Apply(new Function(Temperature), scores, probabilities);

    /// <summary>The formula.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"temperature: sigmoid(margin / {Temperature:R})");

    private readonly struct Function(double temperature) : IDoubleFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Invoke<TVector, TLanes>(TVector x)
            where TVector : struct
            where TLanes : struct, IDoubleLanes<TVector> =>
            DoubleMath.Sigmoid<TVector, TLanes>(TLanes.Divide(x, TLanes.Broadcast(temperature)));
    }
}
