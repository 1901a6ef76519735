namespace Risk;

/// <summary>What a reason comes from.</summary>
public enum ReasonSource
{
    /// <summary>A feature's contribution to the model's margin.</summary>
    Feature,

    /// <summary>A rule that matched.</summary>
    Rule,

    /// <summary>A threshold or expected value of the policy.</summary>
    Policy,
}
