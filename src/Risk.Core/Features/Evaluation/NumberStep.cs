namespace Risk.Features.Evaluation;

/// <summary>One operation of a lowered pipeline. Its index in the program is the slot that holds its result.</summary>
/// <param name="Operation">What is computed.</param>
/// <param name="Left">The slot of the first operand; for an attribute, the position in the row.</param>
/// <param name="Right">The slot of the second operand.</param>
/// <param name="First">The first parameter.</param>
/// <param name="Second">The second parameter.</param>
/// <param name="Data">The index of a table or function.</param>
internal readonly record struct NumberStep(
    NumberOperation Operation, int Left = -1, int Right = -1, double First = 0, double Second = 0, int Data = -1);
