namespace Risk.Evaluation;

/// <summary>A figure and how far it might lie from what more events would show.</summary>
/// <param name="Estimate">The figure over the events that were there.</param>
/// <param name="Lower">The lower end of the interval; NaN when the figure has none.</param>
/// <param name="Upper">The upper end.</param>
public readonly record struct ConfidenceInterval(double Estimate, double Lower, double Upper)
{
    internal static ConfidenceInterval Of(double estimate, List<double> replicates, double level)
    {
        replicates.RemoveAll(double.IsNaN);
        replicates.Sort();
        return replicates.Count == 0
            ? new ConfidenceInterval(estimate, double.NaN, double.NaN)
            : new ConfidenceInterval(estimate, Quantile(replicates, (1 - level) / 2), Quantile(replicates, (1 + level) / 2));
    }

    // Linear between the neighbours, as most statistics packages do.
    private static double Quantile(List<double> sorted, double share)
    {
        double position = share * (sorted.Count - 1);
        int below = (int)position, above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
