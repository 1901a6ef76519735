namespace Risk.Evaluation.Tests.Metrics;

/// <summary>The metrics as their definitions say, quadratic and obvious.</summary>
internal static class NaiveMetrics
{
    public static double AreaUnderCurve(double[] scores, bool[] labels)
    {
        double won = 0;
        long pairs = 0;
        for (int bad = 0; bad < scores.Length; bad++)
        {
            for (int good = 0; good < scores.Length; good++)
            {
                if (labels[bad] && !labels[good])
                {
                    won += scores[bad] > scores[good] ? 1 : scores[bad] == scores[good] ? 0.5 : 0;
                    pairs++;
                }
            }
        }

        return won / pairs;
    }

    public static double KolmogorovSmirnov(double[] scores, bool[] labels) => scores.Distinct()
        .Max(threshold => Math.Abs(ShareFrom(scores, labels, threshold, label: true) - ShareFrom(scores, labels, threshold, label: false)));

    public static double AveragePrecision(double[] scores, bool[] labels)
    {
        double sum = 0, recallBefore = 0;
        foreach (double threshold in scores.Distinct().OrderDescending())
        {
            ConfusionMatrix at = At(scores, labels, threshold);
            sum += (at.Recall - recallBefore) * at.Precision;
            recallBefore = at.Recall;
        }

        return sum;
    }

    public static ConfusionMatrix At(double[] scores, bool[] labels, double threshold)
    {
        long Count(bool label, bool flagged) => Enumerable.Range(0, scores.Length).LongCount(i => labels[i] == label && (scores[i] >= threshold) == flagged);
        return new ConfusionMatrix(Count(true, true), Count(false, true), Count(false, false), Count(true, false));
    }

    private static double ShareFrom(double[] scores, bool[] labels, double threshold, bool label)
    {
        int[] those = [.. Enumerable.Range(0, scores.Length).Where(i => labels[i] == label)];
        return (double)those.Count(i => scores[i] >= threshold) / those.Length;
    }
}
