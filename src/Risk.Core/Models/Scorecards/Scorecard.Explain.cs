namespace Risk.Models.Scorecards;

public sealed partial class Scorecard
{
    /// <summary>
    /// Writes what each attribute adds to the margin against its baseline (see <see cref="ScorecardDefinition.Baseline"/>);
    /// their sum plus the returned base equals the margin up to rounding.
    /// </summary>
    /// <param name="features">One value per attribute.</param>
    /// <param name="margin">0, the only margin.</param>
    /// <param name="contributions">Receives <see cref="FeatureCount"/> values: for a scaled scorecard in log odds of bad, else in points.</param>
    /// <returns>The base: the margin of a row that gets every attribute's baseline.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public double Explain(ReadOnlySpan<float> features, int margin, Span<double> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(margin, 0);
        AttributePoints(features, contributions);
        double points = _basePoints;
        for (int i = 0; i < contributions.Length; i++)
        {
            contributions[i] = (_tables.Baseline[i] - contributions[i]) / _factor;
            points += _tables.Baseline[i];
        }

        return Margin(points);
    }

    /// <summary>
    /// Writes reasons ranked by the points that attributes lost against their baseline, most first; of equal losses the
    /// attribute that comes first.
    /// </summary>
    /// <param name="features">One value per attribute.</param>
    /// <param name="reasons">Receives as many reasons as fit; <see cref="Reason.Contribution"/> is the points lost, which may be 0, or below it against a neutral baseline.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="ArgumentException">The row has the wrong length.</exception>
    /// <remarks>Allocations: none. Thread safety: safe. Linear in the number of attributes times the length of <paramref name="reasons"/>.</remarks>
    public int RankReasons(ReadOnlySpan<float> features, Span<Reason> reasons)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        int count = 0;
        for (int i = 0; i < features.Length; i++)
        {
            if (_reasons[i] is not { } definition)
            {
                continue;
            }

            double points = _tables.Points[Slot(in _tables.Attributes[i], features[i])];
            count = Insert(new Reason(definition, _lossSign * (_tables.Baseline[i] - points)), reasons, count);
        }

        return count;
    }

    /// <summary>The reason that an attribute's lost points stand for; null when they must never be one.</summary>
    /// <param name="feature">The attribute's position.</param>
    public ReasonDefinition? ReasonOf(int feature) => _reasons[feature];

    // Keeps the span sorted; a reason goes behind those that lost as much.
    private static int Insert(Reason reason, Span<Reason> reasons, int count)
    {
        int rank = count;
        while (rank > 0 && reasons[rank - 1].Contribution < reason.Contribution)
        {
            rank--;
        }

        if (rank == reasons.Length)
        {
            return count;
        }

        int last = Math.Min(count, reasons.Length - 1);
        for (int i = last; i > rank; i--)
        {
            reasons[i] = reasons[i - 1];
        }

        reasons[rank] = reason;
        return last + 1;
    }
}
