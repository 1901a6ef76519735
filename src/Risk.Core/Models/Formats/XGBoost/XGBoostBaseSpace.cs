namespace Risk.Models.Formats.XGBoost;

/// <summary>What a stored base score is.</summary>
internal enum XGBoostBaseSpace
{
    /// <summary>The margin itself.</summary>
    Margin,

    /// <summary>A probability, whose log odds are the margin.</summary>
    Probability,

    /// <summary>A rate, whose logarithm is the margin.</summary>
    Rate,
}
