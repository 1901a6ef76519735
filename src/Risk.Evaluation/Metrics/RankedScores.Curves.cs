namespace Risk.Evaluation;

public sealed partial class RankedScores
{
    /// <summary>The points of the ROC curve and of precision and recall: one per distinct score, the highest first, thinned evenly when there are more.</summary>
    /// <param name="maximum">The most points; the last is always among them.</param>
    public IReadOnlyList<OperatingPoint> Curve(int maximum = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 2);
        var points = new List<OperatingPoint>();
        long truePositives = 0;
        for (int i = 0; i < _scores.Length; i++)
        {
            truePositives += _labels[i] ? 1 : 0;
            if (i + 1 == _scores.Length || _scores[i + 1] != _scores[i])
            {
                points.Add(new OperatingPoint(_scores[i], Confusion(i + 1, truePositives)));
            }
        }

        return points.Count <= maximum
            ? points
            : [.. Enumerable.Range(0, maximum).Select(i => points[(int)((long)i * (points.Count - 1) / (maximum - 1))])];
    }

    /// <summary>Equally large groups of events, the highest scores first; with ten, the classic table of deciles.</summary>
    /// <param name="bins">How many groups, at least 1.</param>
    public IReadOnlyList<GainsBin> Gains(int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] badBefore = BadBefore();
        var gains = new List<GainsBin>(bins);
        for (int bin = 0; bin < bins; bin++)
        {
            int start = (int)((long)Count * bin / bins), end = (int)((long)Count * (bin + 1) / bins);
            if (end > start)
            {
                double bad = badBefore[end] - badBefore[start];
                gains.Add(new GainsBin(end - start, bad, _scores[end - 1], badBefore[end] / BadCount, bad / (end - start) / ((double)BadCount / Count)));
            }
        }

        return gains;
    }

    // Bad events among the first i; those of equal score are spread evenly over their places, so that their order does not matter.
    private double[] BadBefore()
    {
        double[] before = new double[Count + 1];
        for (int start = 0; start < Count;)
        {
            int end = start, bad = 0;
            for (; end < Count && _scores[end] == _scores[start]; end++)
            {
                bad += _labels[end] ? 1 : 0;
            }

            for (int i = start; i < end; i++)
            {
                before[i + 1] = before[start] + ((double)bad * (i + 1 - start) / (end - start));
            }

            start = end;
        }

        return before;
    }
}
