namespace Risk.Evaluation;

/// <summary>Events by outcome, and their money.</summary>
/// <param name="Bad">Events that turned out bad.</param>
/// <param name="Good">Events that turned out good.</param>
/// <param name="Unlabelled">Events whose outcome is not known.</param>
/// <param name="BadAmount">The sum of the bad events' amounts; a missing amount counts as 0.</param>
/// <param name="GoodAmount">The sum of the good events' amounts.</param>
public readonly record struct OutcomeCount(long Bad, long Good, long Unlabelled, double BadAmount, double GoodAmount)
{
    /// <summary>All events.</summary>
    public long Count => Bad + Good + Unlabelled;

    /// <summary>The share of labelled events that are bad, 0 to 1; NaN without any.</summary>
    public double BadRate => (double)Bad / (Bad + Good);

    /// <summary>Both together.</summary>
    public static OutcomeCount operator +(OutcomeCount left, OutcomeCount right) => new(
        left.Bad + right.Bad, left.Good + right.Good, left.Unlabelled + right.Unlabelled, left.BadAmount + right.BadAmount, left.GoodAmount + right.GoodAmount);

    internal OutcomeCount With(in LabelledEvent source)
    {
        double amount = double.IsFinite(source.Amount) ? source.Amount : 0;
        return source.IsBad switch
        {
            true => this with { Bad = Bad + 1, BadAmount = BadAmount + amount },
            false => this with { Good = Good + 1, GoodAmount = GoodAmount + amount },
            null => this with { Unlabelled = Unlabelled + 1 },
        };
    }
}
