using Risk.Scoring;

namespace Risk;

/// <summary>Scores events: attributes, windows, features, models, rules and policy in one call.</summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
/// <remarks>Implementations are singletons, safe for any number of threads.</remarks>
public interface IRiskScorer<TEvent>
{
    /// <summary>The version of the live snapshot.</summary>
    string Version { get; }

    /// <summary>Scores one event and, when the scorer has windows, records it after reading them.</summary>
    /// <remarks>
    /// Never throws for data: missing and absurd values set a flag on the decision.
    /// Allocations: none. Thread safety: safe.
    /// </remarks>
    RiskDecision Score(in TEvent source);

    /// <summary>Scores events in their order, each recorded before the next is read.</summary>
    /// <param name="events">The events.</param>
    /// <param name="decisions">Receives one decision per event.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// The same decisions as one by one, all from one snapshot, in less time: sixteen events at a time have their windows fetched, their features computed by
    /// column and their models predicted together. Allocations: none. Thread safety: safe.
    /// </remarks>
    void Score(ReadOnlySpan<TEvent> events, Span<RiskDecision> decisions);

    /// <summary>The full account of a decision: attributes, windows, features with contributions, every rule's truth.</summary>
    /// <remarks>Reads windows without recording. Allocations: the trace, for people, not for the hot path. Thread safety: safe.</remarks>
    DecisionTrace Explain(in TEvent source);
}
