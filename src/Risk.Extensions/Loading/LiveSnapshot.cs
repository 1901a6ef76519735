using Risk.Scoring;

namespace Risk.Extensions.Loading;

/// <summary>All that decides, published together with one write.</summary>
internal sealed class LiveSnapshot<TEvent>
{
    private readonly ExperimentScorer<TEvent>? _experiment;

    public LiveSnapshot(RiskScorer<TEvent> champion, Experiment<TEvent>? experiment, RiskScorer<TEvent>? challenger)
    {
        Champion = champion;
        _experiment = experiment is null ? null : new ExperimentScorer<TEvent>(experiment.Split, experiment.Key, champion, challenger ?? champion);
    }

    /// <summary>The scorer that decides outside of experiments.</summary>
    public RiskScorer<TEvent> Champion { get; }

    public RiskDecision Score(in TEvent source) => _experiment is null ? Champion.Score(in source) : _experiment.Score(in source);

    public void Score(ReadOnlySpan<TEvent> events, Span<RiskDecision> decisions)
    {
        if (_experiment is null)
        {
            Champion.Score(events, decisions);
        }
        else
        {
            _experiment.Score(events, decisions);
        }
    }

    public DecisionTrace Explain(in TEvent source) => _experiment is null ? Champion.Explain(in source) : _experiment.Explain(in source);
}
