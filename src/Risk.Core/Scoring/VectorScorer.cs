namespace Risk.Scoring;

/// <summary>Scores feature vectors by a model and a policy. Built by <see cref="RiskScorer.ForVectors"/>.</summary>
/// <remarks>Allocations: none. Thread safety: safe for any number of threads.</remarks>
public sealed class VectorScorer : IRiskScorer
{
    private readonly ScoringPlan _plan;

    internal VectorScorer(ScoringPlan plan) => _plan = plan;

    /// <inheritdoc/>
    public int FeatureCount => _plan.PrimaryModel!.FeatureCount;

    /// <inheritdoc/>
    public string Version => _plan.Version;

    /// <inheritdoc/>
    public RiskDecision Score(ReadOnlySpan<float> features)
    {
        if (features.Length != FeatureCount)
        {
            ScoringThrow.WrongFeatureCount(features.Length, FeatureCount);
        }

        ScoringWorkspace workspace = _plan.Rent();
        return _plan.Decide(workspace, features, returns: true);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> rows, Span<RiskDecision> decisions)
    {
        if (rows.Length != decisions.Length * (long)FeatureCount)
        {
            ScoringThrow.WrongRowsLength(rows.Length, decisions.Length, FeatureCount);
        }

        ScoringWorkspace workspace = _plan.Rent();
        for (int i = 0; i < decisions.Length; i++)
        {
            decisions[i] = _plan.Decide(workspace, rows.Slice(i * FeatureCount, FeatureCount));
        }

        _plan.Return(workspace);
    }

    /// <inheritdoc/>
    public DecisionTrace Explain(ReadOnlySpan<float> features)
    {
        if (features.Length != FeatureCount)
        {
            ScoringThrow.WrongFeatureCount(features.Length, FeatureCount);
        }

        ScoringWorkspace workspace = _plan.Rent();
        DecisionTrace trace = _plan.Explain(workspace, features);
        _plan.Return(workspace);
        return trace;
    }
}
