namespace Risk.Models.Graph;

/// <summary>What LinearClassifier makes of its sums: transformed scores and a label.</summary>
internal sealed class LinearClassifierOperator(LinkFunction transform, long[] labels) : GraphOperator
{
    /// <summary>What makes scores of sums.</summary>
    public LinkFunction Transform => transform;

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<float> sums = frame.Read<float>(Inputs[0]);
        Span<float> scores = frame.Write<float>(Outputs[1]);
        Span<long> label = frame.Write<long>(Outputs[0]);
        if (sums.Length == 1)
        {
            label[0] = sums[0] > 0 ? labels[1] : labels[0];
            ClassScores.Complement(transform, isProbability: true, sums[0], scores);
            return;
        }

        label[0] = labels[ClassScores.Largest(sums)];
        sums.CopyTo(scores);
        ClassScores.Transform(transform, scores);
    }
}
