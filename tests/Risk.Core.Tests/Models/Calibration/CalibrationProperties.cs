using FsCheck.Xunit;
using Risk.Models.Calibration;

namespace Risk.Core.Tests.Models.Calibration;

public class CalibrationProperties
{
    // The links are within 2 ulp of exact results that never fall, so neighbours may swap by as much.
    private const double LinkRounding = 4 * 2.220446049250313e-16;

    [Property(MaxTest = 200)]
    public bool A_higher_score_never_gets_a_lower_probability(double first, double second)
    {
        double low = Math.Min(first, second);
        double high = Math.Max(first, second);
        return double.IsNaN(first) || double.IsNaN(second) || Calibrations.All.All(calibration =>
            calibration.Apply(high) >= calibration.Apply(low) * (1 - (calibration is IsotonicCalibration ? 0 : LinkRounding)));
    }

    [Property(MaxTest = 60)]
    public void Fits_keep_the_ranking(int seed)
    {
        (double[] margins, bool[] labels) = Calibrations.Sample(seed, 150);
        double[] probabilities = Calibrations.Probabilities(margins);
        Array.Sort(probabilities);
        double[] sorted = [.. margins];
        Array.Sort(sorted);
        (margins, labels) = Calibrations.Sample(seed, 150);
        AssertRising(PlattCalibration.Fit(margins, labels), sorted, strictly: true);
        AssertRising(TemperatureCalibration.Fit(margins, labels), sorted, strictly: true);
        AssertRising(BetaCalibration.Fit(Calibrations.Probabilities(margins), labels), probabilities, strictly: true);
        AssertRising(IsotonicCalibration.Fit(Calibrations.Probabilities(margins), labels), probabilities, strictly: false);
    }

    /// <summary>The least squares of all functions that never fall, by the max-min formula: slow and obvious.</summary>
    [Property(MaxTest = 60)]
    public void Isotonic_is_the_max_min_formula(int seed)
    {
        var random = new Random(seed);
        int rows = random.Next(2, 40);
        double[] scores = [.. Enumerable.Range(0, rows).Select(_ => random.Next(0, 25) / 25.0)];
        bool[] labels = [.. scores.Select(score => random.NextDouble() < score)];
        labels[0] = !labels[1];
        double[] weights = [.. scores.Select(_ => random.Next(1, 5) * 0.5)];
        IsotonicCalibration fit = IsotonicCalibration.Fit(scores, labels, weights);

        double[] unique = [.. scores.Distinct().Order()];
        for (int at = 0; at < unique.Length; at++)
        {
            double best = double.NegativeInfinity;
            for (int from = 0; from <= at; from++)
            {
                double least = double.PositiveInfinity;
                for (int to = at; to < unique.Length; to++)
                {
                    least = Math.Min(least, Mean(unique[from], unique[to]));
                }

                best = Math.Max(best, least);
            }

            Tolerance.AssertWithin(best, fit.Apply(unique[at]), 1e-12);
        }

        double Mean(double low, double high)
        {
            double sum = 0;
            double weight = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                if (scores[i] >= low && scores[i] <= high)
                {
                    sum += labels[i] ? weights[i] : 0;
                    weight += weights[i];
                }
            }

            return sum / weight;
        }
    }

    /// <summary>No step around a fit lowers its loss.</summary>
    [Property(MaxTest = 40)]
    public void Platt_lies_at_the_minimum(int seed)
    {
        (double[] margins, bool[] labels) = Calibrations.Sample(seed, 120);
        PlattCalibration fit = PlattCalibration.Fit(margins, labels);
        double bad = labels.Count(static label => label);
        double here = Loss(fit.Slope, fit.Offset);
        foreach ((double slope, double offset) in ((double, double)[])[(1e-3, 0), (-1e-3, 0), (0, 1e-3), (0, -1e-3), (1e-3, 1e-3), (-1e-3, 1e-3)])
        {
            Assert.True(Loss(fit.Slope + slope, fit.Offset + offset) >= here);
        }

        double Loss(double slope, double offset)
        {
            double loss = 0;
            for (int i = 0; i < margins.Length; i++)
            {
                double z = (slope * margins[i]) + offset;
                double target = labels[i] ? (bad + 1) / (bad + 2) : 1 / (labels.Length - bad + 2);
                loss += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (target * z);
            }

            return loss;
        }
    }

    private static void AssertRising(RiskCalibration calibration, double[] sorted, bool strictly)
    {
        double[] probabilities = new double[sorted.Length];
        calibration.Apply(sorted, probabilities);
        for (int i = 1; i < sorted.Length; i++)
        {
            bool isRight = strictly && sorted[i] > sorted[i - 1] ? probabilities[i] > probabilities[i - 1] : probabilities[i] >= probabilities[i - 1];
            Assert.True(isRight, $"{calibration} falls between {sorted[i - 1]} and {sorted[i]}");
        }
    }
}
