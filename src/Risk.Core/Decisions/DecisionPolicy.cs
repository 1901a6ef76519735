namespace Risk;

/// <summary>
/// Turns a probability into an action when no rule decided: by thresholds on the score, or by the action of the highest
/// expected value. Immutable and safe for any number of threads.
/// </summary>
public sealed partial class DecisionPolicy
{
    private readonly double _challengeFrom;
    private readonly double _reviewFrom;
    private readonly double _blockFrom;
    private readonly ReasonDefinition[] _thresholdReasons;

    internal DecisionPolicy(DecisionPolicyBuilder builder)
    {
        _challengeFrom = builder.ChallengeFrom ?? double.PositiveInfinity;
        _reviewFrom = builder.ReviewFrom ?? double.PositiveInfinity;
        _blockFrom = builder.BlockFrom ?? double.PositiveInfinity;
        ExpectedValue = builder.ExpectedValueModel;
        Fallback = builder.FallbackAction;
        Fingerprint = ComputeFingerprint();
        _thresholdReasons = CreateThresholdReasons();
    }

    /// <summary>A policy that allows everything and leaves deciding to rules.</summary>
    public static DecisionPolicy AllowAll { get; } = Build(static _ => { });

    /// <summary>The score from which on a challenge is asked for; null when never.</summary>
    public double? ChallengeFrom => Finite(_challengeFrom);

    /// <summary>The score from which on a person reviews; null when never.</summary>
    public double? ReviewFrom => Finite(_reviewFrom);

    /// <summary>The score from which on the event is blocked; null when never.</summary>
    public double? BlockFrom => Finite(_blockFrom);

    /// <summary>The costs and margins that decide instead of thresholds; null for a threshold policy.</summary>
    public ExpectedValueModel? ExpectedValue { get; }

    /// <summary>The action when the model gave no number. Review unless set.</summary>
    public RiskAction Fallback { get; }

    /// <summary>Identifies the policy by meaning.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>Builds a policy.</summary>
    /// <example><c>DecisionPolicy.Build(p => p.Review(from: 65).Block(from: 85))</c></example>
    /// <exception cref="ArgumentException">The thresholds are out of order or out of range; all problems are in the message.</exception>
    public static DecisionPolicy Build(Action<DecisionPolicyBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new DecisionPolicyBuilder();
        configure(builder);
        return builder.Build();
    }

    /// <summary>Decides about one event.</summary>
    /// <param name="probability">The calibrated probability of the bad outcome; NaN gives <see cref="Fallback"/>.</param>
    /// <param name="score">The score the thresholds compare, 0 to 100.</param>
    /// <param name="amount">The event's amount for expected values; NaN when it has none.</param>
    /// <returns>The action.</returns>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public RiskAction Decide(double probability, double score, double amount = double.NaN)
    {
        if (ExpectedValue is { } values)
        {
            return double.IsNaN(probability) ? Fallback : values.Best(probability, amount);
        }

        return double.IsNaN(score) ? Fallback
            : score >= _blockFrom ? RiskAction.Block
            : score >= _reviewFrom ? RiskAction.Review
            : score >= _challengeFrom ? RiskAction.Challenge
            : RiskAction.Allow;
    }

    /// <summary>The reason for an action this policy chose; null for Allow.</summary>
    internal ReasonDefinition? ReasonFor(RiskAction action) => action == RiskAction.Allow ? null : _thresholdReasons[(int)action];

    private static double? Finite(double threshold) => double.IsPositiveInfinity(threshold) ? null : threshold;

    private ReasonDefinition[] CreateThresholdReasons()
    {
        var reasons = new ReasonDefinition[4];
        foreach (RiskAction action in Enum.GetValues<RiskAction>())
        {
            string verb = action.ToString().ToLowerInvariant();
            double from = action switch
            {
                RiskAction.Block => _blockFrom,
                RiskAction.Review => _reviewFrom,
                RiskAction.Challenge => _challengeFrom,
                _ => double.PositiveInfinity,
            };
            string text = ExpectedValue is not null
                ? $"To {verb} has the highest expected value."
                : double.IsPositiveInfinity(from)
                    ? $"The model gave no score; the policy's fallback is to {verb}."
                    : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The score reached {from}, from which on the policy is to {verb}.");
            reasons[(int)action] = new ReasonDefinition(ReasonSource.Policy, $"policy-{verb}", text);
        }

        return reasons;
    }

    private Fingerprint ComputeFingerprint()
    {
        using var builder = new Internals.FingerprintBuilder("risk.policy.1");
        builder.Add(_challengeFrom).Add(_reviewFrom).Add(_blockFrom).Add((int)Fallback);
        ExpectedValue?.AddTo(builder);
        return builder.Build();
    }
}
