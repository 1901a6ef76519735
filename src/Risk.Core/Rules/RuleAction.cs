namespace Risk.Rules;

/// <summary>What a rule does when it matches.</summary>
public enum RuleAction
{
    /// <summary>Let the event through.</summary>
    Allow,

    /// <summary>Refuse it.</summary>
    Block,

    /// <summary>Let a person look at it.</summary>
    Review,

    /// <summary>Ask for proof first (Request 3D Secure).</summary>
    Challenge,

    /// <summary>Add points to <c>:rule_points:</c>.</summary>
    Score,
}
