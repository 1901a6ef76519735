using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>A function of single rows whose results are a column.</summary>
/// <param name="Function">The function.</param>
/// <param name="Operands">The slots it reads and their columns.</param>
/// <param name="Column">Where the results go.</param>
internal sealed record ColumnFunction(RowFunction Function, (int Slot, int Column)[] Operands, int Column);
