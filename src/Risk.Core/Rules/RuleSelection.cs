namespace Risk.Rules;

/// <summary>Which of the matching rules decides.</summary>
public enum RuleSelection
{
    /// <summary>Challenge rules first without stopping, then Allow, Block, Review; the first match of those decides.</summary>
    Radar,

    /// <summary>Source order; the first match decides.</summary>
    First,

    /// <summary>The most severe action among the matches: Block, Review, Challenge, Allow.</summary>
    MostSevere,

    /// <summary>Points are summed and clamped to 0 to 100; the policy's thresholds decide.</summary>
    Score,
}
