using System.Globalization;

namespace Risk.Models.Formats.LightGbm;

/// <summary>What an objective makes of margins.</summary>
/// <param name="Link">The link function.</param>
/// <param name="Task">How outputs are read.</param>
/// <param name="Scale">The scale inside the sigmoid; 1 without.</param>
internal sealed record LightGbmObjective(LinkFunction Link, ModelTask Task, double Scale = 1)
{
    /// <summary>The classes that the objective speaks of; null when it doesn't.</summary>
    public int? ClassCount { get; private init; }

    /// <summary>Reads the header's line, such as <c>binary sigmoid:1</c>; absent and custom objectives have plain margins.</summary>
    /// <returns>Null when the objective is unknown or its parameters make no sense.</returns>
    public static LightGbmObjective? Parse(string? text)
    {
        string[] words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return new(LinkFunction.Identity, ModelTask.Regression);
        }

        bool squares = words.Contains("sqrt");
        double? scale = Parameter(words, "sigmoid", 1);
        double? classes = Parameter(words, "num_class", 0);
        if (scale is not > 0 || classes is not { } classCount || classCount != Math.Truncate(classCount) || Math.Abs(classCount) > int.MaxValue)
        {
            return null;
        }

        LightGbmObjective? objective = words[0] switch
        {
            "binary" => new(LinkFunction.Sigmoid, ModelTask.BinaryClassification, scale.Value),
            "multiclass" or "softmax" => new(LinkFunction.Softmax, ModelTask.MulticlassClassification),
            "multiclassova" or "multiclass_ova" or "ova" or "ovr" => new(LinkFunction.Sigmoid, ModelTask.MulticlassClassification, scale.Value),
            "cross_entropy" or "xentropy" => new(LinkFunction.Sigmoid, ModelTask.BinaryClassification),
            "cross_entropy_lambda" or "xentlambda" => new(LinkFunction.SoftPlus, ModelTask.Regression),
            "poisson" or "gamma" or "tweedie" => new(LinkFunction.Exponential, ModelTask.Regression),
            "regression" or "regression_l2" or "regression_l1" or "l2" or "l1" or "huber" or "fair" or "quantile" or "mape" =>
                new(squares ? LinkFunction.SignedSquare : LinkFunction.Identity, ModelTask.Regression),
            "lambdarank" or "rank_xendcg" or "custom" or "none" or "null" => new(LinkFunction.Identity, ModelTask.Regression),
            _ => null,
        };
        return objective is null ? null : objective with { ClassCount = classCount > 0 ? (int)classCount : null };
    }

    private static double? Parameter(string[] words, string name, double absent)
    {
        foreach (string word in words)
        {
            if (word.StartsWith(name + ":", StringComparison.Ordinal))
            {
                return double.TryParse(word.AsSpan(name.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
            }
        }

        return absent;
    }
}
