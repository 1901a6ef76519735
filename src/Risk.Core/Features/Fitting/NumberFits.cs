using Risk.Features.Definitions;
using Risk.Features.Transforms;

namespace Risk.Features.Fitting;

/// <summary>What each transform of numbers finds in its input's values. Given arguments stay.</summary>
internal static class NumberFits
{
    /// <summary>The mean and the population's standard deviation; 1 where all values are equal.</summary>
    public static string? Standardize(TransformNode node, Span<double> values, object?[] arguments)
    {
        double mean = (double?)arguments[StandardizeTransform.Mean] ?? Mean(values);
        double deviation = (double?)arguments[StandardizeTransform.Deviation] ?? Deviation(values, mean);
        if (!double.IsFinite(mean) || !(deviation <= ParameterBounds.LargestScale))
        {
            return "the values are too large to have a mean and a deviation.";
        }

        arguments[StandardizeTransform.Mean] = mean;
        arguments[StandardizeTransform.Deviation] = deviation < ParameterBounds.SmallestScale ? 1.0 : deviation;
        return null;
    }

    /// <summary>The smallest and largest value; where they are equal, one a step apart.</summary>
    public static string? MinMax(TransformNode node, Span<double> values, object?[] arguments)
    {
        values.Sort();
        double minimum = (double?)arguments[MinMaxTransform.Minimum] ?? values[0];
        double maximum = (double?)arguments[MinMaxTransform.Maximum] ?? values[^1];
        if (maximum - minimum < ParameterBounds.SmallestScale && arguments[MinMaxTransform.Maximum] is null)
        {
            maximum = minimum + Math.Max(1, Math.BitIncrement(Math.Abs(minimum)) - Math.Abs(minimum));
        }

        (arguments[MinMaxTransform.Minimum], arguments[MinMaxTransform.Maximum]) = (minimum, maximum);
        return maximum - minimum <= ParameterBounds.LargestScale ? null : "the values are too far apart.";
    }

    /// <summary>Two quantiles.</summary>
    public static string? Winsorize(TransformNode node, Span<double> values, object?[] arguments)
    {
        values.Sort();
        arguments[ClipTransform.LowerBound] ??= Quantile(values, node.Number(ClipTransform.LowerQuantile));
        arguments[ClipTransform.UpperBound] ??= Quantile(values, node.Number(ClipTransform.UpperQuantile));
        return null;
    }

    /// <summary>The inner quantiles, each once and above the smallest value, so that no bucket is empty.</summary>
    public static string? Bucketize(TransformNode node, Span<double> values, object?[] arguments)
    {
        values.Sort();
        int buckets = node.Integer(BucketizeTransform.Buckets);
        List<double> edges = [];
        for (int i = 1; i < buckets; i++)
        {
            double edge = Quantile(values, i, buckets);
            if (edge > (edges.Count == 0 ? values[0] : edges[^1]))
            {
                edges.Add(edge);
            }
        }

        arguments[BucketizeTransform.Edges] = edges.Count == 0 ? [values[0]] : edges.ToArray();
        return null;
    }

    /// <summary>Quantiles at equal steps from the smallest to the largest value.</summary>
    public static string? QuantileRank(TransformNode node, Span<double> values, object?[] arguments)
    {
        values.Sort();
        double[] quantiles = new double[node.Integer(QuantileRankTransform.Count)];
        for (int i = 0; i < quantiles.Length; i++)
        {
            // Rounding must not let a quantile fall below the one before.
            double quantile = Quantile(values, i, quantiles.Length - 1);
            quantiles[i] = i == 0 ? quantile : Math.Max(quantile, quantiles[i - 1]);
        }

        arguments[QuantileRankTransform.Quantiles] = quantiles;
        return null;
    }

    /// <summary>The mean, the (lower) median, or the (smallest) most frequent value.</summary>
    public static string? Impute(TransformNode node, Span<double> values, object?[] arguments)
    {
        string strategy = node.Word(ImputeTransform.Strategy);
        if (strategy == ImputeTransform.Mean)
        {
            arguments[ImputeTransform.Fill] = Mean(values);
            return double.IsFinite(Mean(values)) ? null : "the values are too large to have a mean.";
        }

        values.Sort();
        arguments[ImputeTransform.Fill] = strategy == ImputeTransform.Median ? values[(values.Length - 1) / 2] : MostFrequent(values);
        return null;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = default(CompensatedSum);
        foreach (double value in values)
        {
            sum.Add(value);
        }

        return sum.Total / values.Length;
    }

    private static double Deviation(ReadOnlySpan<double> values, double mean)
    {
        var sum = default(CompensatedSum);
        foreach (double value in values)
        {
            sum.Add((value - mean) * (value - mean));
        }

        return Math.Sqrt(sum.Total / values.Length);
    }

    private static double Quantile(ReadOnlySpan<double> sorted, int numerator, int denominator)
    {
        long scaled = (long)(sorted.Length - 1) * numerator;
        return Between(sorted, (int)(scaled / denominator), (double)(scaled % denominator) / denominator);
    }

    private static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        double place = (sorted.Length - 1) * share;
        int below = (int)place;
        return Between(sorted, below, place - below);
    }

    // Linear between two neighbours, which is what numpy and pandas do unless told otherwise.
    private static double Between(ReadOnlySpan<double> sorted, int below, double share)
    {
        double low = sorted[below];
        if (share == 0 || below + 1 >= sorted.Length || sorted[below + 1] == low)
        {
            return low;
        }

        double between = (low * (1 - share)) + (sorted[below + 1] * share);
        return Math.Clamp(between, low, sorted[below + 1]);
    }

    private static double MostFrequent(ReadOnlySpan<double> sorted)
    {
        (double best, int most) = (sorted[0], 0);
        int start = 0;
        for (int i = 1; i <= sorted.Length; i++)
        {
            if (i == sorted.Length || sorted[i] != sorted[start])
            {
                (best, most) = i - start > most ? (sorted[start], i - start) : (best, most);
                start = i;
            }
        }

        return best;
    }
}
