namespace Risk.Scoring;

internal sealed partial class ScoringPlan
{
    /// <summary>Whether deciding several events together gains anything: features are computed by column and models predict by batch.</summary>
    public bool DecidesTogether { get; }

    /// <summary>Decides about the filled rows of a batch, with the decisions and in the order of one after the other.</summary>
    /// <param name="batch">A batch of this plan, its rows filled.</param>
    /// <param name="decisions">Receives <see cref="BatchWorkspace.Width"/> decisions.</param>
    public void Decide(BatchWorkspace batch, Span<RiskDecision> decisions)
    {
        Array.Fill(batch.IsComplete, true);
        _windows?.ReadAndRecord(batch.Rows, batch.IsComplete);
        for (int i = 0; i < BatchWorkspace.Width; i++)
        {
            batch.Flags[i] = batch.Rows[i].Flags | (batch.IsComplete[i] ? DecisionFlags.None : DecisionFlags.WindowsTruncated);
            batch.Primary[i] = ModelResult.None;
        }

        foreach (ModelStage model in _models)
        {
            model.Score(batch);
            for (int i = 0; i < BatchWorkspace.Width; i++)
            {
                batch.Flags[i] |= batch.Results[i].Flags;
            }

            if (model.IsPrimary)
            {
                batch.Results.CopyTo(batch.Primary);
                KeepPrimaryFeatures(batch, model.FeatureCount);
            }
        }

        for (int i = 0; i < BatchWorkspace.Width; i++)
        {
            ref readonly ModelResult primary = ref batch.Primary[i];
            decisions[i] = _recorder is not null
                ? ConcludeAndRecord(batch.Events[i], in primary, batch.Flags[i], returns: false)
                : Conclude(batch.Events[i], in primary, batch.Flags[i], returns: false);
        }
    }

    // For the reasons.
    private void KeepPrimaryFeatures(BatchWorkspace batch, int count)
    {
        for (int i = 0; _reasons is not null && i < BatchWorkspace.Width; i++)
        {
            batch.Vectors.AsSpan(i * count, count).CopyTo(batch.Events[i].Features);
        }
    }
}
