namespace Risk;

/// <summary>What was unusual about a decision. Several may be set.</summary>
[Flags]
public enum DecisionFlags
{
    /// <summary>Nothing was unusual.</summary>
    None = 0,

    /// <summary>At least one attribute or feature that the model uses was missing.</summary>
    MissingFeatures = 1 << 0,

    /// <summary>A text had no category of its own in the pipeline.</summary>
    UnknownCategory = 1 << 1,

    /// <summary>A value was infinite, NaN after a transform, or beyond what its type can hold, and was treated as its transform documents.</summary>
    InvalidValue = 1 << 2,

    /// <summary>The model failed or gave NaN; the policy's fallback decided.</summary>
    ModelFailed = 1 << 3,

    /// <summary>The fallback model or action was used.</summary>
    FallbackUsed = 1 << 4,

    /// <summary>A part was skipped (deadline, unavailable window store): the decision stands on less than usual.</summary>
    Degraded = 1 << 5,

    /// <summary>A rule asked for a challenge, whatever decided in the end.</summary>
    ChallengeRequested = 1 << 6,

    /// <summary>At least one rule could not be decided because an attribute was missing.</summary>
    UndeterminedRules = 1 << 7,

    /// <summary>The event belongs to the control group: it was let through to learn its outcome.</summary>
    ControlGroup = 1 << 8,

    /// <summary>The challenger scorer decided.</summary>
    Challenger = 1 << 9,

    /// <summary>A window evicted history for lack of memory, so its value may be too small.</summary>
    WindowsTruncated = 1 << 10,

    /// <summary>The event could not be read whole (malformed JSON, wrong type of a field).</summary>
    MalformedEvent = 1 << 11,
}
