using System.Diagnostics.CodeAnalysis;
using Risk.Internals.Numerics;
using Risk.Models.Calibration;

namespace Risk;

/// <summary>
/// A fitted calibration: a function that never falls, from a model's margin or probability to the probability of the bad outcome. It keeps
/// the ranking (isotonic steps make ties) and changes what the numbers mean: of all events given 0.2, one in five is bad.
/// Fit one with <see cref="PlattCalibration"/>, <see cref="IsotonicCalibration"/>, <see cref="BetaCalibration"/> or
/// <see cref="TemperatureCalibration"/> on rows the model was not trained on, <see cref="Write"/> it beside the model, and
/// <see cref="Load"/> it or name it in the bundle.
/// </summary>
/// <remarks>Immutable. The same input gives the same bits on every machine and vector width. Thread safety: safe.</remarks>
/// <example>
/// <code>
/// PlattCalibration calibration = PlattCalibration.Fit(margins, labels);
/// using (FileStream file = File.Create("fraud.calibration.json"))
/// {
///     calibration.Write(file);
/// }
/// </code>
/// </example>
public abstract class RiskCalibration : ICalibration
{
    private Fingerprint? _fingerprint;

    private protected RiskCalibration(CalibrationInput input) => Input = input;

    /// <summary>The method: <c>platt</c>, <c>isotonic</c>, <c>beta</c> or <c>temperature</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Which of the model's results it takes.</summary>
    public CalibrationInput Input { get; }

    /// <summary>Identifies the calibration: equal fingerprints give equal probabilities.</summary>
    public Fingerprint Fingerprint => _fingerprint ??= CalibrationJson.FingerprintOf(this);

    /// <inheritdoc/>
    Fingerprint? ICalibration.Fingerprint => Fingerprint;

    /// <summary>The calibrated probability of one score.</summary>
    /// <param name="score">A margin or a probability, as <see cref="Input"/> says. Beyond what was seen in fitting it is clipped or extrapolated as the method does.</param>
    /// <returns>0 to 1; NaN for NaN.</returns>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public abstract double Apply(double score);

    /// <summary>The calibrated probabilities of many scores.</summary>
    /// <param name="scores">Margins or probabilities, as <see cref="Input"/> says.</param>
    /// <param name="probabilities">Receives as many; may be the scores themselves.</param>
    /// <exception cref="ArgumentException">There is less room than there are scores.</exception>
    /// <remarks>Allocations: none. Thread safety: safe. Bit for bit what <see cref="Apply(double)"/> gives one by one.</remarks>
    public abstract void Apply(ReadOnlySpan<double> scores, Span<double> probabilities);

    /// <inheritdoc/>
    public double Calibrate(double margin, double probability) =>
        Apply(Input == CalibrationInput.Probability ? probability : double.IsNaN(margin) ? LogOdds(probability) : margin);

    /// <summary>Writes the calibration as JSON, which <see cref="Load"/> reads to the same bits.</summary>
    /// <param name="stream">Receives UTF-8; it is not closed.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CalibrationJson.Write(this, stream);
    }

    /// <summary>Loads a calibration that <see cref="Write"/> wrote.</summary>
    /// <exception cref="IOException">The file can't be opened or read.</exception>
    /// <exception cref="RiskFormatException">The file is no calibration; holds every problem with its line (RM070).</exception>
    public static RiskCalibration Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a calibration from memory.</summary>
    /// <param name="content">UTF-8 JSON.</param>
    /// <param name="name">What messages call it; null when it has no name.</param>
    /// <exception cref="RiskFormatException">The content is no calibration; holds every problem with its line (RM070).</exception>
    public static RiskCalibration Parse(ReadOnlySpan<byte> content, string? name = null) => CalibrationJson.Parse(content, name);

    /// <summary>Loads a calibration, or says why it can't be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="calibration">The calibration, or null.</param>
    /// <param name="diagnostics">Every problem that was found; a file that can't be opened is one too (RM002).</param>
    /// <returns>True when it was loaded.</returns>
    public static bool TryLoad(string path, [NotNullWhen(true)] out RiskCalibration? calibration, out IReadOnlyList<RiskDiagnostic> diagnostics)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            calibration = Load(path);
            diagnostics = [];
            return true;
        }
        catch (RiskFormatException problem)
        {
            diagnostics = problem.Diagnostics;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics = [RiskDiagnostic.Error("RM002", $"the file can't be read: {problem.Message}") with { File = path }];
        }

        calibration = null;
        return false;
    }

    private static double LogOdds(double probability) => DoubleMath.Log(probability) - DoubleMath.LogOnePlus(-probability);
}
