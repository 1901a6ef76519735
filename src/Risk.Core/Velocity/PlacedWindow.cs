namespace Risk.Velocity;

/// <summary>A window with the frame and aggregate that answer it.</summary>
/// <param name="Definition">The window.</param>
/// <param name="Frame">Its stretch of time.</param>
/// <param name="Slot">Its aggregate's index in the frame; -1 when the frame's ends alone tell (plain counts, since-first, since-last).</param>
/// <param name="Column">The value column; -1 without.</param>
/// <param name="Condition">The condition's bit; -1 without.</param>
internal sealed record PlacedWindow(WindowDefinition Definition, Frame Frame, int Slot, int Column, int Condition);
