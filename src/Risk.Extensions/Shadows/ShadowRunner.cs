using Risk.Scoring;

namespace Risk.Extensions.Shadows;

/// <summary>
/// Lets shadow scorers see events beside the caller's path: the event and the champion's decision go into a queue of fixed size, or are dropped and counted; one thread
/// takes them out, scores them with every shadow and compares.
/// </summary>
internal sealed class ShadowRunner<TEvent> : IDisposable
{
    // The reader looks instead of being woken, so that no caller pays for waking it: after this long at the latest.
    private const int LongestPause = 16;

    private readonly BoundedRing<Observed> _queue;
    private readonly ShadowComparison[] _comparisons;
    private readonly ManualResetEventSlim _stop = new();
    private readonly string _scorer;
    private volatile RiskScorer<TEvent>[] _shadows = [];
    private Thread? _thread;

    /// <summary>Creates the queue.</summary>
    /// <param name="scorer">The champion's name.</param>
    /// <param name="names">The shadows' names.</param>
    /// <param name="capacity">How many events may wait.</param>
    public ShadowRunner(string scorer, IEnumerable<string> names, int capacity)
    {
        _scorer = scorer;
        _comparisons = [.. names.Select(static name => new ShadowComparison(name))];
        _queue = new BoundedRing<Observed>(capacity);
    }

    /// <summary>How each shadow compares.</summary>
    public IReadOnlyList<ShadowComparison> Comparisons => _comparisons;

    /// <summary>Takes new shadows, in the order of their names, and starts comparing.</summary>
    public void Use(RiskScorer<TEvent>[] shadows)
    {
        _shadows = shadows;
        if (_thread is null)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = "risk shadows of " + _scorer };
            _thread.Start();
        }
    }

    /// <summary>Shows an event that was decided.</summary>
    public void Offer(in TEvent source, in RiskDecision decision)
    {
        bool isChampions = (decision.Flags & (DecisionFlags.Challenger | DecisionFlags.ControlGroup)) == 0;
        if (!_queue.TryAdd(new Observed(source, decision.Action, decision.Score, isChampions)))
        {
            foreach (ShadowComparison comparison in _comparisons)
            {
                comparison.RecordDropped();
            }
        }
    }

    public void Dispose() => _stop.Set();

    private void Run()
    {
        int pause = 1;
        while (!_stop.IsSet)
        {
            if (_queue.TryTake(out Observed observed))
            {
                pause = 1;
                Compare(in observed);
            }
            else
            {
                _stop.Wait(pause);
                pause = Math.Min(pause * 2, LongestPause);
            }
        }
    }

    private void Compare(in Observed observed)
    {
        RiskScorer<TEvent>[] shadows = _shadows;
        for (int i = 0; i < shadows.Length; i++)
        {
            try
            {
                // Recorded in windows of the shadow's own, so that it sees the past as a champion would.
                RiskDecision decision = shadows[i].Score(in observed.Event);
                if (observed.IsChampions)
                {
                    _comparisons[i].Record(observed.Action, observed.Score, decision.Action, decision.Score);
                }
            }
            catch (Exception)
            {
                // A shadow must never disturb anything; its failures are counted.
                _comparisons[i].RecordFailed();
            }
        }
    }

    // A field, so that the event can be passed on by reference.
    private struct Observed(TEvent source, RiskAction action, double score, bool isChampions)
    {
        public readonly TEvent Event = source;
        public readonly RiskAction Action = action;
        public readonly double Score = score;
        public readonly bool IsChampions = isChampions;
    }
}
