namespace Risk.Core.Tests.Models.Trees;

/// <summary>Whose habits a random ensemble has.</summary>
internal enum EnsembleStyle
{
    /// <summary>Double thresholds, three missing kinds, categories to the left, linear leaves, averages.</summary>
    LightGbm,

    /// <summary>Strict float thresholds, default directions, categories to the right, weights.</summary>
    XGBoost,

    /// <summary>All comparisons mixed, members, float32.</summary>
    OnnxSingle,

    /// <summary>All comparisons mixed, members, float64.</summary>
    OnnxDouble,

    /// <summary>Only what boosted trees without categories have, and one margin: what the fastest engines are made for.</summary>
    Plain,
}
