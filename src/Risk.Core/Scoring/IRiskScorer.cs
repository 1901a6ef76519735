using Risk.Scoring;

namespace Risk;

/// <summary>Scores feature vectors: a model, a policy and reasons, without events, rules or windows.</summary>
/// <remarks>Implementations are singletons, safe for any number of threads.</remarks>
public interface IRiskScorer
{
    /// <summary>The number of features a vector has.</summary>
    int FeatureCount { get; }

    /// <summary>The version of the live snapshot.</summary>
    string Version { get; }

    /// <summary>Scores one vector.</summary>
    /// <param name="features">Exactly <see cref="FeatureCount"/> float32 values; NaN is missing.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    RiskDecision Score(ReadOnlySpan<float> features);

    /// <summary>Scores vectors that lie one after the other.</summary>
    /// <param name="rows">Row-major, <see cref="FeatureCount"/> values per decision.</param>
    /// <param name="decisions">Receives one decision per row; its length tells the number of rows.</param>
    /// <exception cref="ArgumentException">The spans' lengths do not agree.</exception>
    /// <remarks>Allocations: none. Thread safety: safe. The same decisions as one by one.</remarks>
    void Score(ReadOnlySpan<float> rows, Span<RiskDecision> decisions);

    /// <summary>The full account of a decision: every feature with its contribution.</summary>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <remarks>Allocations: the trace, for people, not for the hot path. Thread safety: safe.</remarks>
    DecisionTrace Explain(ReadOnlySpan<float> features);
}
