namespace Risk.Models.Scorecards;

/// <summary>One bin of an attribute and the points it gives: an interval, a set of categories, or special values.</summary>
public sealed record ScorecardBin
{
    private ScorecardBin(double points) => Points = points;

    /// <summary>The points.</summary>
    public double Points { get; }

    /// <summary>Where the interval begins; null for minus infinity. Meaningless for other bins.</summary>
    public double? Lower { get; private init; }

    /// <summary>Where the interval ends; null for infinity. Meaningless for other bins.</summary>
    public double? Upper { get; private init; }

    /// <summary>The categories of the bin, or null.</summary>
    public IReadOnlyList<string>? Categories { get; private init; }

    /// <summary>Values of a numeric attribute that stand for themselves, such as a bureau's 999999, or null.</summary>
    public IReadOnlyList<double>? SpecialValues { get; private init; }

    /// <summary>Whether the bin is an interval.</summary>
    public bool IsInterval => Categories is null && SpecialValues is null;

    /// <summary>A bin of the values between two borders; the attribute says which border belongs to it.</summary>
    /// <param name="lower">Where it begins; null for minus infinity.</param>
    /// <param name="upper">Where it ends; null for infinity.</param>
    /// <param name="points">The points.</param>
    public static ScorecardBin Interval(double? lower, double? upper, double points) => new(points) { Lower = lower, Upper = upper };

    /// <summary>A bin of one or more categories.</summary>
    public static ScorecardBin Category(double points, params IReadOnlyList<string> categories) => new(points) { Categories = [.. categories] };

    /// <summary>A bin of special values of a numeric attribute; they are looked for before intervals.</summary>
    public static ScorecardBin Special(double points, params IReadOnlyList<double> values) => new(points) { SpecialValues = [.. values] };
}
