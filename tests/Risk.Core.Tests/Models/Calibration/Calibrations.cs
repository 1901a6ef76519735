using Risk.Models.Calibration;

namespace Risk.Core.Tests.Models.Calibration;

/// <summary>Calibrations of every kind, made and fitted.</summary>
internal static class Calibrations
{
    public static IReadOnlyList<RiskCalibration> All { get; } =
    [
        new PlattCalibration(0.7, -0.4),
        new PlattCalibration(6, -3, CalibrationInput.Probability),
        new TemperatureCalibration(1.7),
        new BetaCalibration(0.4, 0.9, -0.7),
        new BetaCalibration(0, 1.5, 2),
        new BetaCalibration(3, 0, 0.125),
        new IsotonicCalibration([-1, -0.25, 0, 3.5], [0, 0.125, 0.125, 1], CalibrationInput.Margin),
        new IsotonicCalibration([0.1, 0.2, 0.7], [0.01, 0.3, 0.31]),
        new IsotonicCalibration([0.5], [0.25]),
    ];

    /// <summary>Margins and labels in which a higher margin means bad more often.</summary>
    public static (double[] Margins, bool[] Labels) Sample(int seed, int rows)
    {
        var random = new Random(seed);
        double[] margins = new double[rows];
        bool[] labels = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            margins[i] = Math.Round(((random.NextDouble() * 12) - 6) * 16) / 16;
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(0.5 - (0.6 * margins[i])));
        }

        return (margins, labels);
    }

    public static double[] Probabilities(double[] margins) => Array.ConvertAll(margins, static margin => 1 / (1 + Math.Exp(-margin)));
}
