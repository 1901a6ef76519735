namespace Risk.Models.Calibration;

/// <summary>
/// Isotonic regression by pooling adjacent violators: neighbours that fall are replaced by their weighted mean until nothing falls, which is
/// the least-squares solution. Of a level stretch only its two ends are kept.
/// </summary>
internal static class IsotonicFit
{
    public static (double[] Scores, double[] Probabilities) Fit(CalibrationSample sample)
    {
        double[] scores = sample.Scores;
        int[] order = new int[scores.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        // Ties by position, so that their sums always run the same way.
        order.AsSpan().Sort((left, right) => scores[left] != scores[right] ? scores[left].CompareTo(scores[right]) : left.CompareTo(right));
        (double[] unique, double[] sums, double[] weights) = PoolTies(sample, order);
        double[] values = Pool(sums, weights);
        return KeepEnds(unique, values);
    }

    private static (double[] Scores, double[] Sums, double[] Weights) PoolTies(CalibrationSample sample, int[] order)
    {
        var scores = new List<double>();
        var sums = new List<double>();
        var weights = new List<double>();
        foreach (int row in order)
        {
            double score = sample.Scores[row];
            double weight = sample.Weights[row];
            double bad = sample.Labels[row] ? weight : 0;
            if (scores.Count > 0 && scores[^1] == score)
            {
                sums[^1] += bad;
                weights[^1] += weight;
                continue;
            }

            scores.Add(score == 0 ? 0 : score);
            sums.Add(bad);
            weights.Add(weight);
        }

        return ([.. scores], [.. sums], [.. weights]);
    }

    // A stack of blocks; each new point joins the blocks below it for as long as they are not lower than it.
    private static double[] Pool(double[] sums, double[] weights)
    {
        double[] blockSums = new double[sums.Length];
        double[] blockWeights = new double[sums.Length];
        int[] ends = new int[sums.Length];
        int blocks = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            double sum = sums[i];
            double weight = weights[i];
            while (blocks > 0 && blockSums[blocks - 1] / blockWeights[blocks - 1] >= sum / weight)
            {
                blocks--;
                sum += blockSums[blocks];
                weight += blockWeights[blocks];
            }

            blockSums[blocks] = sum;
            blockWeights[blocks] = weight;
            ends[blocks++] = i + 1;
        }

        double[] values = new double[sums.Length];
        int start = 0;
        for (int block = 0; block < blocks; block++)
        {
            values.AsSpan(start..ends[block]).Fill(Math.Min(blockSums[block] / blockWeights[block], 1));
            start = ends[block];
        }

        return values;
    }

    private static (double[] Scores, double[] Probabilities) KeepEnds(double[] scores, double[] values)
    {
        var knots = new List<double>();
        var probabilities = new List<double>();
        for (int i = 0; i < scores.Length; i++)
        {
            if (i == 0 || i == scores.Length - 1 || values[i] != values[i - 1] || values[i] != values[i + 1])
            {
                knots.Add(scores[i]);
                probabilities.Add(values[i]);
            }
        }

        return ([.. knots], [.. probabilities]);
    }
}
