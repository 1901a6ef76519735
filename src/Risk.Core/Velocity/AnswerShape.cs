namespace Risk.Velocity;

/// <summary>How much work an answer is: the common ones are taken from the frame's words as they stand.</summary>
internal enum AnswerShape
{
    /// <summary>The number of events between the frame's ends.</summary>
    Count,

    /// <summary>A sum without the event being scored.</summary>
    Sum,

    /// <summary>Anything else.</summary>
    Any,
}
