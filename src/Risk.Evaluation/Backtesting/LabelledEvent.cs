using Risk.Events;

namespace Risk.Evaluation;

/// <summary>An event of the past with what became of it.</summary>
/// <param name="Source">The event.</param>
/// <param name="Time">Its time in Unix microseconds; NaN when missing.</param>
/// <param name="Amount">Its amount; NaN when missing.</param>
/// <param name="IsBad">Its outcome; null when not known.</param>
internal readonly record struct LabelledEvent(JsonEvent Source, double Time, double Amount, bool? IsBad);
