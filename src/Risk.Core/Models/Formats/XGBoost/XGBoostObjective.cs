using Risk.Internals.Numerics;

namespace Risk.Models.Formats.XGBoost;

/// <summary>What an objective makes of margins, and how a base score becomes a margin.</summary>
/// <param name="Link">The link function.</param>
/// <param name="Task">How outputs are read.</param>
/// <param name="Base">The space that the base score is stored in.</param>
internal sealed record XGBoostObjective(LinkFunction Link, ModelTask Task, XGBoostBaseSpace Base)
{
    // XGBoost's kRtEps.
    private const float ProbabilityMargin = 1e-6f;

    /// <summary>The objective of a name; null when XGBoost's semantics of it are not known.</summary>
    public static XGBoostObjective? Find(string name) => name switch
    {
        "binary:logistic" => new(LinkFunction.Sigmoid, ModelTask.BinaryClassification, XGBoostBaseSpace.Probability),
        "reg:logistic" => new(LinkFunction.Sigmoid, ModelTask.BinaryClassification, XGBoostBaseSpace.Probability),
        "binary:logitraw" => new(LinkFunction.Identity, ModelTask.Regression, XGBoostBaseSpace.Margin),
        "binary:hinge" => new(LinkFunction.Step, ModelTask.ClassLabel, XGBoostBaseSpace.Margin),
        "multi:softprob" => new(LinkFunction.Softmax, ModelTask.MulticlassClassification, XGBoostBaseSpace.Margin),
        "multi:softmax" => new(LinkFunction.ArgMax, ModelTask.ClassLabel, XGBoostBaseSpace.Margin),
        "count:poisson" or "reg:gamma" or "reg:tweedie" or "survival:cox" or "survival:aft" =>
            new(LinkFunction.Exponential, ModelTask.Regression, XGBoostBaseSpace.Rate),
        "reg:squarederror" or "reg:linear" or "reg:squaredlogerror" or "reg:pseudohubererror" or "reg:absoluteerror"
            or "reg:quantileerror" or "reg:expectileerror" or "rank:pairwise" or "rank:ndcg" or "rank:map" =>
            new(LinkFunction.Identity, ModelTask.Regression, XGBoostBaseSpace.Margin),
        _ => null,
    };

    /// <summary>The margin of a base score, in float32 as XGBoost computes it; not finite when the score isn't in its space.</summary>
    /// <param name="score">The stored score.</param>
    /// <param name="clamps">Whether the version keeps probabilities away from 0 and 1, as XGBoost does since 3.1.</param>
    public float ToMargin(float score, bool clamps)
    {
        switch (Base)
        {
            case XGBoostBaseSpace.Probability when score is >= 0 and <= 1:
                float probability = clamps ? Math.Clamp(score, ProbabilityMargin, 1.0f - ProbabilityMargin) : score;
                return (float)-DoubleMath.Log((1.0f / probability) - 1.0f);
            case XGBoostBaseSpace.Probability:
                return float.NaN;
            case XGBoostBaseSpace.Rate:
                return (float)DoubleMath.Log(score);
            default:
                return score;
        }
    }
}
