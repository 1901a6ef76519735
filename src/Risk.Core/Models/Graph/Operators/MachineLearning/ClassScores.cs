namespace Risk.Models.Graph;

/// <summary>How ONNX Runtime turns the sums of a classifier or regressor into scores.</summary>
internal static class ClassScores
{
    /// <summary>Transforms two or more scores in place. A single one is only touched by PROBIT: that is how it is done there.</summary>
    public static void Transform(LinkFunction transform, Span<float> scores)
    {
        if (transform != LinkFunction.Identity && (scores.Length > 1 || transform == LinkFunction.OnnxProbit))
        {
            LinkFunctions.Apply(transform, 1, scores, scores);
        }
    }

    /// <summary>
    /// Makes two scores of one sum. LOGISTIC makes it a probability; under any other transform it is one already when no
    /// weight is negative, and else the sum and its opposite are the scores.
    /// </summary>
    public static void Complement(LinkFunction transform, bool isProbability, float sum, Span<float> scores)
    {
        if (transform == LinkFunction.Sigmoid)
        {
            scores[0] = (float)LinkFunctions.Apply(LinkFunction.Sigmoid, 1, -sum);
            scores[1] = (float)LinkFunctions.Apply(LinkFunction.Sigmoid, 1, sum);
        }
        else
        {
            scores[0] = isProbability ? 1 - sum : -sum;
            scores[1] = sum;
        }
    }

    /// <summary>The position of the largest score; the first of equals.</summary>
    public static int Largest(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }
}
