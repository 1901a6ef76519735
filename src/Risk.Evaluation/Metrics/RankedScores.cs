namespace Risk.Evaluation;

/// <summary>
/// Scores with their labels, sorted once, from which every metric of ranking follows: AUC, KS, average precision, confusion at thresholds, gains.
/// </summary>
/// <remarks>
/// Counts are exact integers, so nothing here depends on the order of events or of equal scores. Scores that are NaN are left out and counted.
/// Thread safety: immutable.
/// </remarks>
public sealed partial class RankedScores
{
    private readonly double[] _scores;
    private readonly bool[] _labels;
    private readonly int[] _order;

    /// <summary>Sorts scores, the highest first.</summary>
    /// <param name="scores">A score per event; higher means more likely bad. NaN is left out.</param>
    /// <param name="labels">Whether each event turned out bad.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public RankedScores(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.Length != labels.Length)
        {
            throw new ArgumentException($"{scores.Length} scores and {labels.Length} labels: each event has one of both.", nameof(labels));
        }

        int count = 0;
        double[] keys = new double[scores.Length];
        int[] order = new int[scores.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            if (!double.IsNaN(scores[i]))
            {
                // Negated for descending order; adding zero makes -0 and 0 the same key.
                (keys[count], order[count]) = (-(scores[i] + 0.0), i);
                count++;
            }
        }

        Array.Sort(keys, order, 0, count);
        _order = order[..count];
        _scores = new double[count];
        _labels = new bool[count];
        for (int i = 0; i < count; i++)
        {
            _scores[i] = scores[_order[i]];
            _labels[i] = labels[_order[i]];
            BadCount += _labels[i] ? 1 : 0;
        }

        UnscoredCount = scores.Length - count;
        Summary = Summarize([]);
    }

    /// <summary>Events with a score.</summary>
    public int Count => _scores.Length;

    /// <summary>Of these, the bad ones.</summary>
    public int BadCount { get; }

    /// <summary>Events without a score; no metric knows them.</summary>
    public int UnscoredCount { get; }

    /// <summary>AUC, KS and average precision.</summary>
    public RankSummary Summary { get; }

    /// <summary>How flagging every event from a score on agrees with the labels.</summary>
    /// <param name="threshold">The score; events with at least this score are flagged.</param>
    /// <remarks>Allocations: none.</remarks>
    public ConfusionMatrix At(double threshold)
    {
        int flagged = FlaggedFrom(threshold);
        long truePositives = _labels.AsSpan(0, flagged).Count(true);
        return Confusion(flagged, truePositives);
    }

    /// <summary>The summary when each event counts as often as its weight says.</summary>
    /// <param name="weights">By the event's position in what the constructor was given; empty counts each once.</param>
    internal RankSummary Summarize(ReadOnlySpan<int> weights)
    {
        long bad = 0, good = 0;
        for (int i = 0; i < _order.Length; i++)
        {
            int weight = weights.IsEmpty ? 1 : weights[_order[i]];
            (bad, good) = _labels[i] ? (bad + weight, good) : (bad, good + weight);
        }

        if (bad == 0 || good == 0)
        {
            return new RankSummary(double.NaN, double.NaN, double.NaN);
        }

        long badAbove = 0, goodAbove = 0;
        double concordant = 0, distance = 0, averagePrecision = 0;
        for (int start = 0; start < _order.Length;)
        {
            long badHere = 0, goodHere = 0;
            int end = start;
            for (; end < _order.Length && _scores[end] == _scores[start]; end++)
            {
                int weight = weights.IsEmpty ? 1 : weights[_order[end]];
                (badHere, goodHere) = _labels[end] ? (badHere + weight, goodHere) : (badHere, goodHere + weight);
            }

            // Each good event here is beaten by the bad ones above and ties with those here; halves are whole in doubled counts.
            concordant += (double)goodHere * ((2 * badAbove) + badHere);
            badAbove += badHere;
            goodAbove += goodHere;
            distance = Math.Max(distance, Math.Abs(((double)badAbove / bad) - ((double)goodAbove / good)));
            if (badHere > 0)
            {
                averagePrecision += (double)badHere / bad * ((double)badAbove / (badAbove + goodAbove));
            }

            start = end;
        }

        return new RankSummary(concordant / (2.0 * bad * good), distance, averagePrecision);
    }

    // The first position whose score lies below the threshold.
    private int FlaggedFrom(double threshold)
    {
        int low = 0, high = _scores.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _scores[middle] >= threshold ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private ConfusionMatrix Confusion(int flagged, long truePositives) =>
        new(truePositives, flagged - truePositives, _scores.Length - flagged - (BadCount - truePositives), BadCount - truePositives);
}
