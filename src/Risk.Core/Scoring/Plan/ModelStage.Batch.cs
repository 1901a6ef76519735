namespace Risk.Scoring;

internal sealed partial class ModelStage
{
    /// <summary>Vectorizes the rows of a batch and scores them; the results are those of one after the other.</summary>
    public void Score(BatchWorkspace batch)
    {
        Span<float> vectors = batch.Vectors.AsSpan(0, BatchWorkspace.Width * FeatureCount);
        _vectorizer!.TransformBatch(batch.Rows, vectors, batch.FeatureFlags);
        if (_margins is null || !TryScoreTogether(batch, vectors))
        {
            for (int i = 0; i < BatchWorkspace.Width; i++)
            {
                batch.Results[i] = Score(vectors.Slice(i * FeatureCount, FeatureCount), batch.Events[i]);
            }
        }

        for (int i = 0; i < BatchWorkspace.Width; i++)
        {
            batch.Results[i] = Publish(in batch.Results[i], batch.FeatureFlags[i], batch.Rows[i]);
        }
    }

    private bool TryScoreTogether(BatchWorkspace batch, ReadOnlySpan<float> vectors)
    {
        Span<double> margins = batch.Margins.AsSpan(0, BatchWorkspace.Width * MarginCount);
        try
        {
            _margins!.PredictMarginBatch(vectors, margins);
            for (int i = 0; i < BatchWorkspace.Width; i++)
            {
                Span<double> ofEvent = margins.Slice(i * MarginCount, MarginCount);
                Span<double> outputs = batch.Events[i].Outputs.AsSpan(0, OutputCount);
                _margins.ApplyLink(ofEvent, outputs);
                batch.Results[i] = Conclude(ofEvent[ExplainedMargin], outputs[_badOutput], DecisionFlags.None);
            }

            return true;
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or StackOverflowException))
        {
            // A user's model may throw for one event of many; one by one, only that event goes without a probability.
            return false;
        }
    }
}
