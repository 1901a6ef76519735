using Risk.Monitoring;

namespace Risk.Scoring;

/// <summary>How a shadow scorer's decisions compare with the champion's. Counts since the shadow was started.</summary>
/// <remarks>Recording: allocations none, thread safety safe.</remarks>
public sealed class ShadowComparison
{
    private const int Actions = 4;
    private const int ScoreDifference = Actions * Actions;
    private const int Compared = ScoreDifference + 1;
    private const int Dropped = Compared + 1;
    private const int Failed = Dropped + 1;

    // Score differences are summed in thousandths of a point: an integer sum is the same in any order.
    private const double DifferenceScale = 1000;

    private readonly StripedCounters _counters = new(Failed + 1);
    private readonly Histogram _differences = new([0.001, 0.1, 0.5, 1, 2, 5, 10, 20, 50]);

    /// <summary>Creates counts at zero.</summary>
    /// <param name="name">The shadow's name.</param>
    public ShadowComparison(string name) => Name = name;

    /// <summary>The shadow's name.</summary>
    public string Name { get; }

    /// <summary>Events both have decided.</summary>
    public long ComparedCount => _counters.Read(Compared);

    /// <summary>Events the shadow did not see because its queue was full.</summary>
    public long DroppedCount => _counters.Read(Dropped);

    /// <summary>Events on which the shadow threw; the champion's decision stood.</summary>
    public long FailedCount => _counters.Read(Failed);

    /// <summary>The share of compared events on which both chose the same action, 0 to 1; NaN before the first.</summary>
    public double Agreement
    {
        get
        {
            long same = 0;
            for (int action = 0; action < Actions; action++)
            {
                same += _counters.Read((action * Actions) + action);
            }

            long all = ComparedCount;
            return all == 0 ? double.NaN : (double)same / all;
        }
    }

    /// <summary>The mean absolute difference of scores, in points; NaN before the first.</summary>
    public double MeanAbsoluteScoreDifference
    {
        get
        {
            long all = ComparedCount;
            return all == 0 ? double.NaN : _counters.Read(ScoreDifference) / DifferenceScale / all;
        }
    }

    /// <summary>Absolute score differences by size, in points.</summary>
    public Histogram ScoreDifferences => _differences;

    /// <summary>How often the champion chose one action and the shadow another.</summary>
    public long Count(RiskAction champion, RiskAction shadow) => _counters.Read(((int)champion * Actions) + (int)shadow);

    /// <summary>Counts an event that both have decided.</summary>
    /// <param name="champion">The champion's action.</param>
    /// <param name="championScore">The champion's score; NaN without one.</param>
    /// <param name="shadow">The shadow's action.</param>
    /// <param name="shadowScore">The shadow's score; NaN without one.</param>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public void Record(RiskAction champion, double championScore, RiskAction shadow, double shadowScore)
    {
        _counters.Increment(((int)champion * Actions) + (int)shadow);
        _counters.Increment(Compared);
        double difference = Math.Abs(championScore - shadowScore);
        _differences.Record(difference);
        if (difference <= 100)
        {
            _counters.Add(ScoreDifference, (long)Math.Round(difference * DifferenceScale));
        }
    }

    /// <summary>Counts an event that the shadow did not see.</summary>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public void RecordDropped() => _counters.Increment(Dropped);

    /// <summary>Counts an event on which the shadow threw.</summary>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public void RecordFailed() => _counters.Increment(Failed);
}
