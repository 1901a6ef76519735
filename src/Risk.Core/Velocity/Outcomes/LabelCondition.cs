namespace Risk.Velocity;

/// <summary>A condition that looks at a label, and where its truth for a known label stands among the conditions kept with every event.</summary>
/// <param name="Bit">The condition as the event is.</param>
/// <param name="BitIfZero">As it would be if the label were 0.</param>
/// <param name="BitIfOne">As it would be if the label were 1.</param>
/// <param name="Alone">The condition where it reads nothing else, so that it can be told for any label; null where it does.</param>
internal sealed record LabelCondition(int Bit, int BitIfZero, int BitIfOne, WindowCondition? Alone);
