namespace Risk.Models.Graph;

/// <summary>The post_transform of LinearRegressor.</summary>
internal sealed class ScoreTransformOperator(LinkFunction transform) : GraphOperator
{
    /// <summary>The transform.</summary>
    public LinkFunction Transform => transform;

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<float> scores = frame.Write<float>(Outputs[0]);
        frame.Read<float>(Inputs[0]).CopyTo(scores);
        ClassScores.Transform(transform, scores);
    }
}
