using System.Globalization;
using System.Runtime.CompilerServices;
using Risk.Internals.Numerics;

namespace Risk.Models.Calibration;

/// <summary>
/// Beta calibration: sigmoid(<see cref="A"/> ln p - <see cref="B"/> ln(1 - p) + <see cref="C"/>) of a probability p (Kull, Silva Filho and Flach
/// 2017). Three numbers; unlike Platt's it can bend both ends differently, and leaves a model as it is that is calibrated already
/// (A = B = 1, C = 0).
/// </summary>
/// <remarks>Probabilities closer than 2^-52 to 0 or 1 count as that close. Immutable. Thread safety: safe.</remarks>
public sealed class BetaCalibration : RiskCalibration
{
    private const double Least = 2.220446049250313e-16;
    private const double Largest = 1 - Least;

    /// <summary>Makes a calibration of known numbers.</summary>
    /// <param name="a">Finite, at least 0.</param>
    /// <param name="b">Finite, at least 0; not both are 0.</param>
    /// <param name="c">Finite.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public BetaCalibration(double a, double b, double c)
        : base(CalibrationInput.Probability)
    {
        CalibrationThrow.IfNegative(a, nameof(a));
        CalibrationThrow.IfNegative(b, nameof(b));
        CalibrationThrow.IfNotPositive(a + b, nameof(a));
        CalibrationThrow.IfNotFinite(c, nameof(c));
        (A, B, C) = (a, b, c);
    }

    /// <inheritdoc/>
    public override string Kind => "beta";

    /// <summary>The factor of ln p.</summary>
    public double A { get; }

    /// <summary>The factor of -ln(1 - p).</summary>
    public double B { get; }

    /// <summary>What is added to the log odds.</summary>
    public double C { get; }

    /// <summary>Fits the numbers by maximum likelihood with A and B at least 0. The same input gives the same bits everywhere.</summary>
    /// <param name="probabilities">A probability per row, 0 to 1, of rows the model was not trained on.</param>
    /// <param name="labels">True for the bad outcome.</param>
    /// <param name="weights">A weight per row, at least 0; empty when all count alike.</param>
    /// <exception cref="ArgumentException">
    /// Lengths that differ, a number out of range, labels of one class only, probabilities that are all equal, that separate the labels
    /// perfectly, or that rank them backwards.
    /// </exception>
    public static BetaCalibration Fit(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        CalibrationSample sample = CalibrationSample.Create(probabilities, labels, weights, CalibrationInput.Probability).RequireSpread();
        CalibrationThrow.IfSeparated(sample.Separates(), "beta");
        double[] low = Array.ConvertAll(sample.Scores, static p => DoubleMath.Log(Math.Clamp(p, Least, Largest)));
        double[] high = Array.ConvertAll(sample.Scores, static p => -DoubleMath.LogOnePlus(-Math.Clamp(p, Least, Largest)));
        (double A, double B, double C)? fit = LogisticFit.NonNegativePlane(sample, low, high);
        CalibrationThrow.IfBackwards(fit is not null);
        return new BetaCalibration(fit!.Value.A, fit.Value.B, fit.Value.C);
    }

    /// <inheritdoc/>
    public override double Apply(double score) => new Function(A, B, C).Invoke<double, ScalarDouble>(score);

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<double> scores, Span<double> probabilities) =>
        Elementwise.Apply(new Function(A, B, C), scores, probabilities);

    /// <summary>The formula.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"beta: sigmoid({A:R} * ln p - {B:R} * ln(1 - p) + {C:R})");

    private readonly struct Function(double a, double b, double c) : IDoubleFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Invoke<TVector, TLanes>(TVector x)
            where TVector : struct
            where TLanes : struct, IDoubleLanes<TVector>
        {
            TVector least = TLanes.Broadcast(Least);
            TVector largest = TLanes.Broadcast(Largest);
            x = TLanes.SelectLess(x, least, least, x);
            x = TLanes.SelectLess(largest, x, largest, x);
            TVector margin = TLanes.FusedMultiplyAdd(
                TLanes.Broadcast(-b),
                DoubleMath.LogOnePlus<TVector, TLanes>(TLanes.Negate(x)),
                TLanes.Broadcast(c));
            return DoubleMath.Sigmoid<TVector, TLanes>(
                TLanes.FusedMultiplyAdd(TLanes.Broadcast(a), DoubleMath.LogOfNormal<TVector, TLanes>(x), margin));
        }
    }
}
