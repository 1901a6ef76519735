namespace Risk.Velocity;

/// <summary>Where the answer of a window lies in a block, side by side in memory for all windows of an entity.</summary>
/// <param name="FrameWord">The frame's first word, counted from the block's start.</param>
/// <param name="SlotWord">The aggregate's first word, counted from the block's start.</param>
/// <param name="Shape">Whether these words are the answer as they stand.</param>
internal readonly record struct AnswerStep(int FrameWord, int SlotWord, AnswerShape Shape);
