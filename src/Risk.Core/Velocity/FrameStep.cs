namespace Risk.Velocity;

/// <summary>What moving a frame needs to know, side by side in memory for all frames of an entity.</summary>
/// <param name="Length">Its length in microseconds.</param>
/// <param name="Lag">How far its end lies behind the event, in microseconds.</param>
/// <param name="Word">Its first word, counted from the block's start.</param>
/// <param name="ValueWord">The word of an event that holds the value of a <see cref="FrameShape.Sum"/>.</param>
/// <param name="Frame">The frame's index.</param>
/// <param name="Shape">Which loop moves it.</param>
internal readonly record struct FrameStep(long Length, long Lag, int Word, int ValueWord, int Frame, FrameShape Shape);
