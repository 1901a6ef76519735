namespace Risk.Models.Explanation;

/// <summary>Which contributions can be reasons.</summary>
public enum ContributionDirection
{
    /// <summary>Those above 0: for a margin that grows with risk, what spoke for the bad outcome.</summary>
    Raising,

    /// <summary>Those below 0: what spoke against the outcome that the margin stands for.</summary>
    Lowering,

    /// <summary>Both, by their size.</summary>
    Both,
}
