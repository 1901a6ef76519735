namespace Risk.Velocity;

/// <summary>A window with what answers it.</summary>
/// <param name="Definition">The window.</param>
/// <param name="Frame">Its stretch of buckets.</param>
/// <param name="Slot">What the frame keeps for it.</param>
/// <param name="Total">For a ratio, what counts all events.</param>
/// <param name="Column">The value column; -1 without.</param>
/// <param name="Condition">The condition's bit; -1 without.</param>
internal sealed record BucketWindow(WindowDefinition Definition, BucketFrame Frame, BucketFrameSlot Slot, BucketFrameSlot Total, int Column, int Condition)
{
    public WindowAggregate Aggregate { get; } = Definition.Aggregate;

    /// <summary>Whether the event being scored counts.</summary>
    public bool IncludesCurrent { get; } = Definition.IncludeCurrent && Frame.Lag == 0;
}
