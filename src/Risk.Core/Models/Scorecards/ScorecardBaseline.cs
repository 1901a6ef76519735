namespace Risk.Models.Scorecards;

/// <summary>What points are compared with to find reasons.</summary>
public enum ScorecardBaseline
{
    /// <summary>The safest bin of each attribute: nobody can lose less than 0.</summary>
    Best,

    /// <summary>The attribute's neutral points (<see cref="ScorecardAttribute.NeutralPoints"/>): what an average case gets.</summary>
    Neutral,
}
