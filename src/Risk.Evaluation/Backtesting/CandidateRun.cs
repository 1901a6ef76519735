using Risk.Rules;

namespace Risk.Evaluation;

/// <summary>One candidate's way over the events: what it decided, by action and by rule, and what that was worth.</summary>
internal sealed class CandidateRun
{
    private readonly ulong[] _matched;
    private readonly OutcomeCount[] _actions = new OutcomeCount[4];
    private readonly OutcomeCount[] _hits;
    private readonly OutcomeCount[] _decided;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<double> _scores = [];
    private readonly List<double> _probabilities = [];
    private readonly List<double> _values = [];
    private readonly List<RiskAction> _labelledActions = [];
    private readonly ExpectedValueModel? _costs;

    public CandidateRun(BacktestCandidate candidate, ExpectedValueModel? costs)
    {
        Candidate = candidate;
        Rules = candidate.Scorer.Rules?.Rules ?? [];
        for (int i = 0; i < Rules.Count; i++)
        {
            _positions.TryAdd(Rules[i].Id, i);
        }

        _matched = new ulong[(Rules.Count + 63) / 64];
        (_hits, _decided) = (new OutcomeCount[Rules.Count], new OutcomeCount[Rules.Count]);

        // A decision that the costs do not offer, a rule's review for instance, was made all the same: it then costs nothing by itself.
        _costs = costs is null ? null : costs with { ReviewCost = costs.ReviewCost ?? 0, ChallengeDropOff = costs.ChallengeDropOff ?? 0 };
    }

    public BacktestCandidate Candidate { get; }

    public IReadOnlyList<RuleInfo> Rules { get; }

    public bool IsValued => _costs is not null;

    /// <summary>By labelled event: its score, NaN without one.</summary>
    public double[] Scores => [.. _scores];

    /// <summary>By labelled event: its probability, NaN without one.</summary>
    public double[] Probabilities => [.. _probabilities];

    /// <summary>By labelled event: what its action turned out to be worth.</summary>
    public double[] Values => [.. _values];

    /// <summary>By labelled event: its action.</summary>
    public IReadOnlyList<RiskAction> LabelledActions => _labelledActions;

    public RiskAction Score(in LabelledEvent source)
    {
        RiskDecision decision = Candidate.Scorer.Score(source.Source, _matched);
        _actions[(int)decision.Action] = _actions[(int)decision.Action].With(source);
        for (int rule = 0; rule < _hits.Length; rule++)
        {
            if ((_matched[rule >> 6] & (1UL << (rule & 63))) != 0)
            {
                _hits[rule] = _hits[rule].With(source);
            }
        }

        if (decision.Rule is { } id && _positions.TryGetValue(id, out int position))
        {
            _decided[position] = _decided[position].With(source);
        }

        if (source.IsBad is { } isBad)
        {
            _labelledActions.Add(decision.Action);
            _scores.Add(decision.Score);
            _probabilities.Add(decision.Probability);
            _values.Add(_costs?.ValueOf(decision.Action, isBad ? 1 : 0, source.Amount) ?? double.NaN);
        }

        return decision.Action;
    }

    public IReadOnlyList<ActionReport> ActionReports(OutcomeCount all) =>
        [.. Enum.GetValues<RiskAction>().Select(action => new ActionReport(action, _actions[(int)action], (double)_actions[(int)action].Count / all.Count))];

    public IReadOnlyList<RuleReport> RuleReports(OutcomeCount all) => [.. Rules.Select((rule, i) => new RuleReport(rule.Id, rule.Action, rule.IsShadow, _hits[i], _decided[i])
    {
        Recall = (double)_hits[i].Bad / all.Bad,
    })];
}
