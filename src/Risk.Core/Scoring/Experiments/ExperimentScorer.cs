namespace Risk.Scoring;

/// <summary>
/// Decides a stable share of entities by a challenger instead of the champion, and lets a control group through. Decisions of the challenger and
/// the control group are flagged.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
/// <remarks>Allocations: none. Thread safety: safe for any number of threads.</remarks>
public sealed class ExperimentScorer<TEvent> : IRiskScorer<TEvent>
{
    private readonly ExperimentSplit _split;
    private readonly EventKey<TEvent> _key;
    private readonly IRiskScorer<TEvent> _champion;
    private readonly IRiskScorer<TEvent> _challenger;

    /// <summary>Creates an experiment.</summary>
    /// <param name="split">Who belongs to which arm.</param>
    /// <param name="key">The entity key of an event; events without one belong to the champion.</param>
    /// <param name="champion">Decides for its arm, and scores the control group before it is let through.</param>
    /// <param name="challenger">Decides for its arm.</param>
    public ExperimentScorer(ExperimentSplit split, EventKey<TEvent> key, IRiskScorer<TEvent> champion, IRiskScorer<TEvent> challenger)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(champion);
        ArgumentNullException.ThrowIfNull(challenger);
        (_split, _key, _champion, _challenger) = (split, key, champion, challenger);
    }

    /// <summary>The champion's version; each decision carries the version of the scorer that made it.</summary>
    public string Version => _champion.Version;

    /// <inheritdoc/>
    public RiskDecision Score(in TEvent source) => _split.ArmOf(_key(in source)) switch
    {
        ExperimentArm.Challenger => Mark(_challenger.Score(in source), DecisionFlags.Challenger, letThrough: false),
        ExperimentArm.Control => Mark(_champion.Score(in source), DecisionFlags.ControlGroup, letThrough: true),
        _ => _champion.Score(in source),
    };

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<TEvent> events, Span<RiskDecision> decisions)
    {
        if (events.Length != decisions.Length)
        {
            ScoringThrow.DifferentLengths(events.Length, decisions.Length);
        }

        for (int i = 0; i < events.Length; i++)
        {
            decisions[i] = Score(in events[i]);
        }
    }

    /// <inheritdoc/>
    public DecisionTrace Explain(in TEvent source) =>
        _split.ArmOf(_key(in source)) == ExperimentArm.Challenger ? _challenger.Explain(in source) : _champion.Explain(in source);

    private static RiskDecision Mark(in RiskDecision decision, DecisionFlags flag, bool letThrough) => new(
        letThrough ? RiskAction.Allow : decision.Action,
        decision.Probability,
        decision.Score,
        decision.Rule,
        decision.Reasons,
        decision.Flags | flag,
        decision.Version);
}
