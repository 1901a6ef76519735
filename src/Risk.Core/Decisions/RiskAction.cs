namespace Risk;

/// <summary>What to do with an event, mildest first.</summary>
public enum RiskAction
{
    /// <summary>Let it through.</summary>
    Allow,

    /// <summary>Ask for proof first: 3D Secure, a one-time code, a document.</summary>
    Challenge,

    /// <summary>Let a person look at it.</summary>
    Review,

    /// <summary>Refuse it.</summary>
    Block,
}
