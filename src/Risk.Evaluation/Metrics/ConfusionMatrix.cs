namespace Risk.Evaluation;

/// <summary>How often a yes or no agreed with the truth; "positive" is the bad outcome.</summary>
/// <param name="TruePositives">Bad events that were flagged.</param>
/// <param name="FalsePositives">Good events that were flagged.</param>
/// <param name="TrueNegatives">Good events that were not flagged.</param>
/// <param name="FalseNegatives">Bad events that were not flagged.</param>
public readonly record struct ConfusionMatrix(long TruePositives, long FalsePositives, long TrueNegatives, long FalseNegatives)
{
    /// <summary>All events.</summary>
    public long Count => TruePositives + FalsePositives + TrueNegatives + FalseNegatives;

    /// <summary>The flagged events.</summary>
    public long Flagged => TruePositives + FalsePositives;

    /// <summary>The share of flagged events that are bad, 0 to 1; NaN when none is flagged.</summary>
    public double Precision => (double)TruePositives / Flagged;

    /// <summary>The share of bad events that are flagged, 0 to 1; NaN without bad events.</summary>
    public double Recall => (double)TruePositives / (TruePositives + FalseNegatives);

    /// <summary>The share of good events that are flagged, 0 to 1; NaN without good events.</summary>
    public double FalsePositiveRate => (double)FalsePositives / (FalsePositives + TrueNegatives);

    /// <summary>The harmonic mean of precision and recall, 0 to 1; NaN when nothing is bad and nothing flagged.</summary>
    public double F1 => 2.0 * TruePositives / ((2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>The share of events on which both agree, 0 to 1; NaN without events.</summary>
    public double Accuracy => (double)(TruePositives + TrueNegatives) / Count;
}
