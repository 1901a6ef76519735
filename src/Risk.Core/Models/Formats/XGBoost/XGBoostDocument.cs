namespace Risk.Models.Formats.XGBoost;

/// <summary>What an XGBoost model file says, JSON or UBJSON alike. Nothing is checked yet but kinds of values.</summary>
internal sealed class XGBoostDocument
{
    public int[] Version { get; set; } = [];

    public string? Booster { get; set; }

    public string? Objective { get; set; }

    /// <summary>The scores in output space, before the objective makes margins of them; null when there are none.</summary>
    public float[]? BaseScores { get; set; }

    public long? FeatureCount { get; set; }

    public long ClassCount { get; set; }

    public long TargetCount { get; set; } = 1;

    public List<string> FeatureNames { get; } = [];

    public List<string> FeatureTypes { get; } = [];

    /// <summary>Attributes that users and wrappers set; only the texts.</summary>
    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public List<XGBoostTree>? Trees { get; set; }

    /// <summary>The margin that each tree adds to.</summary>
    public int[]? TreeInfo { get; set; }

    /// <summary>The trees' weights of a DART model; null without.</summary>
    public float[]? WeightDrop { get; set; }

    /// <summary>Trees per round and margin: more than 1 in a random forest.</summary>
    public long ParallelTreeCount { get; set; } = 1;

    /// <summary>The number of trees the file says it has; null when it doesn't.</summary>
    public long? TreeCount { get; set; }

    /// <summary>The weights of gblinear: feature-major, the biases last.</summary>
    public float[]? LinearWeights { get; set; }

    /// <summary>The place of the tree model, for messages.</summary>
    public string ModelPath { get; set; } = "learner.gradient_booster.model";
}
