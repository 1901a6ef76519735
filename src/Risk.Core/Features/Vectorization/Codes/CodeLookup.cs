namespace Risk.Features.Vectorization;

/// <summary>A look into a table by code.</summary>
/// <param name="Position">The text's position in the row.</param>
/// <param name="Offset">Where its entries start.</param>
/// <param name="Last">The highest index, which stands for all codes beyond.</param>
/// <param name="Target">Where the value goes: a slot, a feature or a lane, as the instruction says.</param>
internal readonly record struct CodeLookup(int Position, int Offset, int Last, int Target);
