namespace Risk.Models.Scorecards;

/// <summary>Which end of its intervals a numeric attribute counts in.</summary>
public enum IntervalSide
{
    /// <summary>(lower, upper]: a value on a border belongs to the interval below it.</summary>
    UpperInclusive,

    /// <summary>[lower, upper): a value on a border belongs to the interval above it.</summary>
    LowerInclusive,
}
