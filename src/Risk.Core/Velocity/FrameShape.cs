namespace Risk.Velocity;

/// <summary>How much work a frame is: the common cases have loops of their own.</summary>
internal enum FrameShape
{
    /// <summary>No aggregates: its ends alone tell.</summary>
    Bare,

    /// <summary>One sum over every event.</summary>
    Sum,

    /// <summary>Anything else.</summary>
    Any,
}
