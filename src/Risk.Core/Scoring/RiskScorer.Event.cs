using Risk.Events;
using Risk.Scoring;

namespace Risk;

/// <summary>
/// Scores events with one immutable snapshot of windows, features, models, rules and policy. Built by <see cref="RiskScorer.For{TEvent}()"/>; a new
/// model or rule set means a new scorer.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
/// <remarks>Allocations: none. Thread safety: safe for any number of threads.</remarks>
public sealed class RiskScorer<TEvent> : IRiskScorer<TEvent>
{
    private readonly IEventReader<TEvent> _reader;
    private readonly ScoringPlan _plan;
    private readonly Lazy<ScoringPlan> _explainingPlan;

    internal RiskScorer(IEventReader<TEvent> reader, ScorerDefinition definition)
    {
        _reader = reader;
        _plan = ScoringPlanCompiler.Compile(definition);
        _explainingPlan = new Lazy<ScoringPlan>(() => ScoringPlanCompiler.Compile(definition, explain: true));
    }

    /// <inheritdoc/>
    public string Version => _plan.Version;

    /// <summary>The event's attributes and the computed columns.</summary>
    public AttributeLayout Layout => _plan.Layout;

    /// <summary>The rules; null without.</summary>
    public RuleSet? Rules => _plan.Rules;

    /// <inheritdoc/>
    public RiskDecision Score(in TEvent source) => Decide(in source, record: true);

    /// <summary>Scores one event and tells every rule that it matched, not only the one that decided: for backtests and counts by rule.</summary>
    /// <param name="source">The event.</param>
    /// <param name="matchedRules">Receives a bit per rule, in the order of <see cref="Rules"/>: at least one word per 64 rules. Words beyond are cleared.</param>
    /// <exception cref="ArgumentException">There are too few words.</exception>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public RiskDecision Score(in TEvent source, Span<ulong> matchedRules)
    {
        ScoringWorkspace workspace = _plan.Rent();
        if (matchedRules.Length < workspace.Matched.Length)
        {
            ScoringThrow.TooFewWords(matchedRules.Length, workspace.Matched.Length);
        }

        workspace.Row.Clear();
        _reader.Read(in source, workspace.Row);
        RiskDecision decision = _plan.Decide(workspace, record: true);
        matchedRules.Clear();
        workspace.Matched.CopyTo(matchedRules);
        _plan.Return(workspace);
        return decision;
    }

    /// <summary>Scores one event without recording it in the windows: for trials, previews and replays.</summary>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public RiskDecision Preview(in TEvent source) => Decide(in source, record: false);

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<TEvent> events, Span<RiskDecision> decisions)
    {
        if (events.Length != decisions.Length)
        {
            ScoringThrow.DifferentLengths(events.Length, decisions.Length);
        }

        ScoringWorkspace workspace = _plan.Rent();
        int i = 0;
        if (_plan.DecidesTogether && events.Length >= BatchWorkspace.Width)
        {
            BatchWorkspace batch = workspace.Batch;
            for (; i <= events.Length - BatchWorkspace.Width; i += BatchWorkspace.Width)
            {
                // All are read before any is decided: when a property getter throws, none of them is recorded.
                for (int j = 0; j < BatchWorkspace.Width; j++)
                {
                    batch.Rows[j].Clear();
                    _reader.Read(in events[i + j], batch.Rows[j]);
                }

                _plan.Decide(batch, decisions.Slice(i, BatchWorkspace.Width));
            }
        }

        for (; i < events.Length; i++)
        {
            workspace.Row.Clear();
            _reader.Read(in events[i], workspace.Row);
            decisions[i] = _plan.Decide(workspace, record: true);
        }

        _plan.Return(workspace);
    }

    /// <inheritdoc/>
    public DecisionTrace Explain(in TEvent source)
    {
        // A twin of the plan that keeps the texts rules read: keeping them on every call would cost all decisions for the sake of a few explanations.
        ScoringPlan plan = _explainingPlan.Value;
        ScoringWorkspace workspace = plan.Rent();
        workspace.Row.Clear();
        _reader.Read(in source, workspace.Row);
        DecisionTrace trace = plan.Explain(workspace);
        plan.Return(workspace);
        return trace;
    }

    private RiskDecision Decide(in TEvent source, bool record)
    {
        // No finally: when a user's property getter throws, its workspace is left to the collector instead of costing every call a handler.
        ScoringWorkspace workspace = _plan.Rent();
        workspace.Row.Clear();
        _reader.Read(in source, workspace.Row);
        return _plan.Decide(workspace, record, returns: true);
    }
}
