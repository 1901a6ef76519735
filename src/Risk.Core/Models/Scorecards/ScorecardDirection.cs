namespace Risk.Models.Scorecards;

/// <summary>What more points mean.</summary>
public enum ScorecardDirection
{
    /// <summary>More points mean less risk, as in credit scoring.</summary>
    HigherIsSafer,

    /// <summary>More points mean more risk, as in many fraud scores.</summary>
    HigherIsRiskier,
}
