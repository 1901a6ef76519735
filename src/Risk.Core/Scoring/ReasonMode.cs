namespace Risk.Scoring;

/// <summary>When a decision carries the features' contributions as reasons. The deciding rule's reason is always there.</summary>
public enum ReasonMode
{
    /// <summary>
    /// Always for models that explain at the cost of a prediction (linear, scorecard), never for others: exact contributions of a tree ensemble take tens to hundreds of
    /// microseconds, so they are left to <c>Explain</c> unless asked for.
    /// </summary>
    Automatic,

    /// <summary>On every decision.</summary>
    Always,

    /// <summary>When the action is not Allow.</summary>
    WhenNotAllowed,

    /// <summary>Never.</summary>
    Never,
}
