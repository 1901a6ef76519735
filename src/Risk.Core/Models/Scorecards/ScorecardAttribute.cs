namespace Risk.Models.Scorecards;

/// <summary>One attribute of a scorecard: its bins, what missing and unknown values get, and its reason code.</summary>
public sealed record ScorecardAttribute
{
    /// <summary>The name: of the feature it reads, and of the reason unless <see cref="ReasonCode"/> says otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>The bins: intervals and special values, or categories.</summary>
    public required IReadOnlyList<ScorecardBin> Bins { get; init; }

    /// <summary>Which border an interval includes.</summary>
    public IntervalSide Side { get; init; } = IntervalSide.UpperInclusive;

    /// <summary>
    /// The categories in the order of their codes: a row has the position in this list as the attribute's value, as the
    /// pipeline's ordinal transform writes it. Null for the order in which the bins name them.
    /// </summary>
    public IReadOnlyList<string>? CategoryOrder { get; init; }

    /// <summary>The points of a missing (NaN) value; null for those of an unknown one.</summary>
    public double? MissingPoints { get; init; }

    /// <summary>The points of a value in no bin; null for those of the riskiest bin.</summary>
    public double? UnknownPoints { get; init; }

    /// <summary>What <see cref="ScorecardBaseline.Neutral"/> compares with; null for the points of an unknown value.</summary>
    public double? NeutralPoints { get; init; }

    /// <summary>The reason code; null for the name.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The reason as a sentence for people, or null.</summary>
    public string? ReasonText { get; init; }

    /// <summary>Whether lost points of this attribute may be given as a reason.</summary>
    public bool IsReason { get; init; } = true;
}
