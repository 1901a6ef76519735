namespace Risk.Monitoring;

/// <summary>
/// The population stability index between two histograms over the same bins: Σ (aᵢ - eᵢ)·ln(aᵢ / eᵢ), with aᵢ and eᵢ the shares
/// of actual and expected. By the credit industry's convention below 0.1 is stable, 0.1 to 0.25 worth a look, above 0.25 a
/// changed population (Siddiqi, "Credit Risk Scorecards", 2006).
/// </summary>
public static class PopulationStability
{
    /// <summary>The index.</summary>
    /// <param name="expected">Counts of the baseline by bin; zero or more each.</param>
    /// <param name="actual">Counts now by bin, as many.</param>
    /// <returns>
    /// Zero or more; NaN when either histogram is empty. An empty bin counts as half an observation, so that the index
    /// stays finite.
    /// </returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public static double Index(ReadOnlySpan<long> expected, ReadOnlySpan<long> actual)
    {
        if (expected.Length != actual.Length)
        {
            throw new ArgumentException($"The baseline has {expected.Length} bins and the actual histogram {actual.Length}: they must be over the same bins.", nameof(actual));
        }

        long expectedTotal = 0;
        long actualTotal = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            expectedTotal += expected[i];
            actualTotal += actual[i];
        }

        if (expectedTotal == 0 || actualTotal == 0)
        {
            return double.NaN;
        }

        double index = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i] == 0 && actual[i] == 0)
            {
                continue;
            }

            double expectedShare = Math.Max(expected[i], 0.5) / expectedTotal;
            double actualShare = Math.Max(actual[i], 0.5) / actualTotal;
            index += (actualShare - expectedShare) * Math.Log(actualShare / expectedShare);
        }

        return index;
    }
}
