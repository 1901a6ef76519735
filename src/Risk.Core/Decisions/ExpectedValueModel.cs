using System.Runtime.CompilerServices;

namespace Risk;

/// <summary>
/// What each action is worth for an event of a given amount and probability p of the bad outcome, in the amount's unit.
/// With a = amount:
/// <list type="bullet">
/// <item>Allow: (1 - p)·margin·a - p·(lossShare·a + disputeFee)</item>
/// <item>Challenge: (1 - p)·(1 - dropOff)·margin·a - p·(1 - challengeCatch)·(lossShare·a + disputeFee) - challengeCost</item>
/// <item>Review: (1 - p)·(1 - wrongRefusal)·margin·a - p·(1 - reviewCatch)·(lossShare·a + disputeFee) - reviewCost</item>
/// <item>Block: -(1 - p)·insultCost</item>
/// </list>
/// The action of the highest value wins, the mildest among equals. Example-dependent costs after Elkan, "The
/// Foundations of Cost-Sensitive Learning" (IJCAI 2001).
/// </summary>
public sealed record ExpectedValueModel
{
    /// <summary>The attribute that holds the amount, or null when <see cref="DefaultAmount"/> is used for every event.</summary>
    public string? AmountAttribute { get; init; }

    /// <summary>The amount when the event has none. Default 0.</summary>
    public double DefaultAmount { get; init; }

    /// <summary>The share of the amount earned on a good event, such as 0.03. Must be 0 to 1.</summary>
    public required double Margin { get; init; }

    /// <summary>The share of the amount lost on a bad event. Default 1; may exceed 1 when goods cost more than they sell for.</summary>
    public double LossShare { get; init; } = 1;

    /// <summary>What a dispute costs beside the amount. Default 15.</summary>
    public double DisputeFee { get; init; } = 15;

    /// <summary>What it costs to refuse a good customer. Default 0.</summary>
    public double InsultCost { get; init; }

    /// <summary>The share of good customers lost by a challenge, 0 to 1; null when challenges are not offered.</summary>
    public double? ChallengeDropOff { get; init; }

    /// <summary>The share of bad events a challenge stops, 0 to 1. Default 0.9.</summary>
    public double ChallengeCatch { get; init; } = 0.9;

    /// <summary>What a challenge costs. Default 0.</summary>
    public double ChallengeCost { get; init; }

    /// <summary>What a review costs; null when reviews are not offered.</summary>
    public double? ReviewCost { get; init; }

    /// <summary>The share of bad events a review stops, 0 to 1. Default 0.8.</summary>
    public double ReviewCatch { get; init; } = 0.8;

    /// <summary>The share of good events a review refuses, 0 to 1. Default 0.05.</summary>
    public double ReviewWrongRefusal { get; init; } = 0.05;

    /// <summary>The expected value of an action; negative infinity when it is not offered.</summary>
    /// <param name="action">The action.</param>
    /// <param name="probability">The probability of the bad outcome, 0 to 1.</param>
    /// <param name="amount">The event's amount; NaN takes <see cref="DefaultAmount"/>.</param>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public double ValueOf(RiskAction action, double probability, double amount)
    {
        double known = double.IsNaN(amount) ? DefaultAmount : amount;
        double good = (1 - probability) * (Margin * known);
        double bad = probability * ((LossShare * known) + DisputeFee);
        return action switch
        {
            RiskAction.Allow => good - bad,
            RiskAction.Challenge => ChallengeDropOff is { } dropOff
                ? (good * (1 - dropOff)) - (bad * (1 - ChallengeCatch)) - ChallengeCost
                : double.NegativeInfinity,
            RiskAction.Review => ReviewCost is { } cost
                ? (good * (1 - ReviewWrongRefusal)) - (bad * (1 - ReviewCatch)) - cost
                : double.NegativeInfinity,
            _ => -((1 - probability) * InsultCost),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal RiskAction Best(double probability, double amount)
    {
        RiskAction best = RiskAction.Allow;
        double highest = ValueOf(best, probability, amount);
        for (RiskAction action = RiskAction.Challenge; action <= RiskAction.Block; action++)
        {
            double value = ValueOf(action, probability, amount);
            if (value > highest)
            {
                (best, highest) = (action, value);
            }
        }

        return best;
    }

    internal IEnumerable<string> Problems()
    {
        (string Name, double? Value, double Highest)[] checks =
        [
            (nameof(Margin), Margin, 1), (nameof(ChallengeDropOff), ChallengeDropOff, 1), (nameof(ChallengeCatch), ChallengeCatch, 1),
            (nameof(ReviewCatch), ReviewCatch, 1), (nameof(ReviewWrongRefusal), ReviewWrongRefusal, 1),
            (nameof(LossShare), LossShare, double.MaxValue), (nameof(DisputeFee), DisputeFee, double.MaxValue),
            (nameof(InsultCost), InsultCost, double.MaxValue), (nameof(ChallengeCost), ChallengeCost, double.MaxValue),
            (nameof(ReviewCost), ReviewCost, double.MaxValue), (nameof(DefaultAmount), DefaultAmount, double.MaxValue),
        ];
        foreach ((string name, double? value, double highest) in checks)
        {
            if (value is { } number && !(number >= 0 && number <= highest))
            {
                string range = highest == 1 ? "0 to 1" : "0 or more";
                yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ExpectedValue.{name} is {number}: it must be {range}.");
            }
        }
    }

    internal void AddTo(Internals.FingerprintBuilder builder) => builder
        .Add(AmountAttribute).Add(DefaultAmount).Add(Margin).Add(LossShare).Add(DisputeFee).Add(InsultCost)
        .Add(ChallengeDropOff ?? double.NaN).Add(ChallengeCatch).Add(ChallengeCost)
        .Add(ReviewCost ?? double.NaN).Add(ReviewCatch).Add(ReviewWrongRefusal);
}
