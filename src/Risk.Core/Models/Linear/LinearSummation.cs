namespace Risk.Models.Linear;

/// <summary>In which order a linear model adds its terms up, and so which bits its margins have.</summary>
public enum LinearSummation
{
    /// <summary>
    /// Sixteen sums side by side, standardization folded into the weights: the fastest, the same bits on every machine, and
    /// within about 1e-15 of the largest term of any other order.
    /// </summary>
    Lanes,

    /// <summary>
    /// One sum in the order of features, each value standardized first, every operation rounded, the intercept last: bit for
    /// bit what a plain loop in float64 gives.
    /// </summary>
    Sequential,
}
