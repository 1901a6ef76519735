using Risk.Events;
using Risk.Scoring;

namespace Risk;

/// <summary>The door to scoring: builds scorers of events and of feature vectors.</summary>
/// <example>
/// <code>
/// RiskScorer&lt;Payment&gt; scorer = RiskScorer.For&lt;Payment&gt;()
///     .UseModel(RiskModel.Load("models/fraud.json"))
///     .UseRules("rules/payments.rules")
///     .UsePolicy(p => p.Review(from: 65).Block(from: 85))
///     .Build();
/// RiskDecision decision = scorer.Score(in payment);
/// </code>
/// </example>
public static class RiskScorer
{
    /// <summary>Starts a scorer of a type that the source generator described (<c>[RiskEvent]</c>).</summary>
    public static RiskScorerBuilder<TEvent> For<TEvent>()
        where TEvent : IRiskEvent<TEvent> => new(TEvent.EventReader);

    /// <summary>Starts a scorer of any type that a reader can read.</summary>
    public static RiskScorerBuilder<TEvent> For<TEvent>(IEventReader<TEvent> reader) => new(reader);

    /// <summary>Starts a scorer of feature vectors.</summary>
    public static VectorScorerBuilder ForVectors(IRiskModel model) => new(model);
}
