using System.Globalization;

namespace Risk.Models.Calibration;

/// <summary>The rows a calibration is fitted to, checked; rows of weight 0 are left out.</summary>
internal sealed class CalibrationSample
{
    private CalibrationSample(double[] scores, bool[] labels, double[] weights)
    {
        (Scores, Labels, Weights) = (scores, labels, weights);
        for (int i = 0; i < scores.Length; i++)
        {
            (labels[i] ? ref _bad : ref _good) += weights[i];
        }
    }

    private readonly double _bad;
    private readonly double _good;

    public double[] Scores { get; }

    public bool[] Labels { get; }

    public double[] Weights { get; }

    /// <summary>The weight of all rows.</summary>
    public double TotalWeight => _bad + _good;

    /// <exception cref="ArgumentException">Lengths that differ, a number out of range, or one class only.</exception>
    public static CalibrationSample Create(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights, CalibrationInput input)
    {
        if (labels.Length != scores.Length)
        {
            throw new ArgumentException(Text($"There are {labels.Length} labels for {scores.Length} scores."), nameof(labels));
        }

        if (weights.Length != 0 && weights.Length != scores.Length)
        {
            throw new ArgumentException(Text($"There are {weights.Length} weights for {scores.Length} scores; give one each or none."), nameof(weights));
        }

        var keptScores = new List<double>(scores.Length);
        var keptLabels = new List<bool>(scores.Length);
        var keptWeights = new List<double>(scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            CheckScore(scores[i], i, input);
            double weight = weights.Length == 0 ? 1 : weights[i];
            if (weight is not (>= 0 and <= double.MaxValue))
            {
                throw new ArgumentException(Text($"Weight {i} is {weight:R}; weights are finite and at least 0."), nameof(weights));
            }

            if (weight > 0)
            {
                keptScores.Add(scores[i]);
                keptLabels.Add(labels[i]);
                keptWeights.Add(weight);
            }
        }

        var sample = new CalibrationSample([.. keptScores], [.. keptLabels], [.. keptWeights]);
        if (sample._bad == 0 || sample._good == 0)
        {
            string found = keptLabels.Count == 0 ? "There are no rows" : sample._bad == 0 ? "No label is bad" : "Every label is bad";
            throw new ArgumentException($"{found}: a calibration is fitted to rows of both outcomes.", nameof(labels));
        }

        return double.IsFinite(sample.TotalWeight)
            ? sample
            : throw new ArgumentException("The weights add up to more than a number can hold.", nameof(weights));
    }

    /// <summary>Itself, unless all scores are equal.</summary>
    public CalibrationSample RequireSpread() => Array.TrueForAll(Scores, score => score == Scores[0])
        ? throw new ArgumentException(Text($"All scores are {Scores[0]:R}: there is nothing to calibrate."))
        : this;

    /// <summary>The targets of Lin, Lin and Weng: what a uniform prior makes of the labels.</summary>
    public double[] PlattTargets()
    {
        double bad = (_bad + 1) / (_bad + 2);
        double good = 1 / (_good + 2);
        return Array.ConvertAll(Labels, label => label ? bad : good);
    }

    /// <summary>The labels as 0 and 1.</summary>
    public double[] Targets() => Array.ConvertAll(Labels, static label => label ? 1.0 : 0.0);

    /// <summary>Whether every bad row scores at least as high as every good one.</summary>
    public bool Separates()
    {
        double highestGood = double.NegativeInfinity;
        double lowestBad = double.PositiveInfinity;
        for (int i = 0; i < Scores.Length; i++)
        {
            if (Labels[i])
            {
                lowestBad = Math.Min(lowestBad, Scores[i]);
            }
            else
            {
                highestGood = Math.Max(highestGood, Scores[i]);
            }
        }

        return highestGood <= lowestBad;
    }

    /// <summary>Whether no margin has the wrong sign.</summary>
    public bool SignsSeparate()
    {
        for (int i = 0; i < Scores.Length; i++)
        {
            if (Labels[i] ? Scores[i] < 0 : Scores[i] > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether taking margins a little into account is better than not at all.</summary>
    public bool FavoursMargins()
    {
        double gain = 0;
        for (int i = 0; i < Scores.Length; i++)
        {
            gain += Weights[i] / TotalWeight * (Labels[i] ? Scores[i] : -Scores[i]);
        }

        return gain > 0;
    }

    /// <summary>Weighted mean and standard deviation of a column; the latter 1 when it is 0.</summary>
    public (double Mean, double Deviation) Moments(double[] column)
    {
        double largest = 0;
        foreach (double value in column)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        // By the largest, so that squares stay in range.
        double unit = largest == 0 ? 1 : largest;
        double mean = 0;
        for (int i = 0; i < column.Length; i++)
        {
            mean += Weights[i] / TotalWeight * (column[i] / unit);
        }

        double variance = 0;
        for (int i = 0; i < column.Length; i++)
        {
            double difference = (column[i] / unit) - mean;
            variance += Weights[i] / TotalWeight * difference * difference;
        }

        double deviation = Math.Sqrt(variance) * unit;
        return (mean * unit, deviation > 0 ? deviation : unit);
    }

    private static void CheckScore(double score, int position, CalibrationInput input)
    {
        if (!double.IsFinite(score))
        {
            throw new ArgumentException(Text($"Score {position} is {score:R}; leave rows out that have no score."), "scores");
        }

        if (input == CalibrationInput.Probability && score is not (>= 0 and <= 1))
        {
            throw new ArgumentException(Text($"Score {position} is {score:R}, which is no probability."), "scores");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
