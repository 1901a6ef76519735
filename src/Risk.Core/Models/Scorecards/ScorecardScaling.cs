using Risk.Internals.Numerics;

namespace Risk.Models.Scorecards;

/// <summary>
/// How points and odds belong together: log odds of bad = (<paramref name="Offset"/> - points) / <paramref name="Factor"/>.
/// </summary>
/// <param name="Factor">Points per unit of log odds; negative when more points mean more risk.</param>
/// <param name="Offset">The points at odds of 1 to 1.</param>
public sealed record ScorecardScaling(double Factor, double Offset)
{
    /// <summary>The scaling by which a number of points doubles the odds.</summary>
    /// <param name="pointsToDoubleOdds">The points that double the odds good to bad (PDO), often 20.</param>
    /// <param name="basePoints">The points at the base odds, often 600.</param>
    /// <param name="baseOdds">The odds good to bad at the base points, often 50.</param>
    /// <param name="direction">What more points mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">The points to double the odds or the odds are not above 0.</exception>
    public static ScorecardScaling FromPointsToDoubleOdds(
        double pointsToDoubleOdds,
        double basePoints,
        double baseOdds,
        ScorecardDirection direction = ScorecardDirection.HigherIsSafer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pointsToDoubleOdds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baseOdds);
        double factor = pointsToDoubleOdds / DoubleMath.Log(2);
        factor = direction == ScorecardDirection.HigherIsSafer ? factor : -factor;
        return new ScorecardScaling(factor, basePoints - (factor * DoubleMath.Log(baseOdds)));
    }
}
