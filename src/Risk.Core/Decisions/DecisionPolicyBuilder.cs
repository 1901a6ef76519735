using System.Globalization;

namespace Risk;

/// <summary>Sets up a <see cref="DecisionPolicy"/>. Load time only; not thread-safe.</summary>
public sealed class DecisionPolicyBuilder
{
    internal DecisionPolicyBuilder()
    {
    }

    internal double? ChallengeFrom { get; private set; }

    internal double? ReviewFrom { get; private set; }

    internal double? BlockFrom { get; private set; }

    internal RiskAction FallbackAction { get; private set; } = RiskAction.Review;

    internal ExpectedValueModel? ExpectedValueModel { get; private set; }

    /// <summary>Challenges from a score on, 0 to 100.</summary>
    public DecisionPolicyBuilder Challenge(double from)
    {
        ChallengeFrom = from;
        return this;
    }

    /// <summary>Reviews from a score on, 0 to 100.</summary>
    public DecisionPolicyBuilder Review(double from)
    {
        ReviewFrom = from;
        return this;
    }

    /// <summary>Blocks from a score on, 0 to 100.</summary>
    public DecisionPolicyBuilder Block(double from)
    {
        BlockFrom = from;
        return this;
    }

    /// <summary>The action when the model gives no number. Review unless set.</summary>
    public DecisionPolicyBuilder Fallback(RiskAction action)
    {
        FallbackAction = action;
        return this;
    }

    /// <summary>Chooses the action of the highest expected value instead of comparing thresholds.</summary>
    public DecisionPolicyBuilder ExpectedValue(ExpectedValueModel values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ExpectedValueModel = values;
        return this;
    }

    internal IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        CheckRange("Challenge", ChallengeFrom, problems);
        CheckRange("Review", ReviewFrom, problems);
        CheckRange("Block", BlockFrom, problems);
        CheckOrder("Challenge", ChallengeFrom, "Review", ReviewFrom, problems);
        CheckOrder("Review", ReviewFrom, "Block", BlockFrom, problems);
        if (ReviewFrom is null)
        {
            CheckOrder("Challenge", ChallengeFrom, "Block", BlockFrom, problems);
        }

        if (ExpectedValueModel is not null && (ChallengeFrom ?? ReviewFrom ?? BlockFrom) is not null)
        {
            problems.Add("A policy has thresholds or expected values, not both: remove one.");
        }

        if (ExpectedValueModel is not null)
        {
            problems.AddRange(ExpectedValueModel.Problems());
        }

        return problems;
    }

    internal DecisionPolicy Build()
    {
        IReadOnlyList<string> problems = Problems();
        return problems.Count == 0 ? new DecisionPolicy(this) : throw new ArgumentException(string.Join('\n', problems));
    }

    private static void CheckRange(string action, double? from, List<string> problems)
    {
        if (from is { } value && !(value is >= 0 and <= 100))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{action} from {value}: a threshold is a score from 0 to 100."));
        }
    }

    private static void CheckOrder(string milder, double? milderFrom, string harder, double? harderFrom, List<string> problems)
    {
        if (milderFrom > harderFrom)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{milder} from {milderFrom} lies above {harder} from {harderFrom}, so it would never happen: lower it or leave it out."));
        }
    }
}
