namespace Risk.Velocity;

/// <summary>What became of a label that was recorded by event id.</summary>
public enum OutcomeResult
{
    /// <summary>No event of this id is known: it was never recorded, had no id, or left so long ago that its id is forgotten. Nothing changed; counted.</summary>
    UnknownEvent,

    /// <summary>The event has the label now, and windows over it answer as if it had been known at once.</summary>
    Applied,

    /// <summary>The event had this very label before: a message that came twice. Nothing changed; counted.</summary>
    AlreadyLabelled,

    /// <summary>The id is known and its event is gone: no window reaches it any more, or it was dropped for lack of room. Nothing changed; counted.</summary>
    Expired,

    /// <summary>
    /// A window's condition looks at the label and at other attributes, and the label is neither 0 nor 1: what the condition says now can't be known from the id.
    /// Nothing changed; counted; record it with <see cref="OutcomeRecorder"/>.
    /// </summary>
    NeedsAttributes,
}
