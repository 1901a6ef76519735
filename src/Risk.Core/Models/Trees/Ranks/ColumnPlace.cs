namespace Risk.Models.Trees;

/// <summary>A node in terms of <see cref="ByteColumns"/>: the row goes right when the column is above the code.</summary>
/// <param name="Column">The column.</param>
/// <param name="Code">The code.</param>
/// <param name="IsMirrored">Left and right are the node's right and left.</param>
internal readonly record struct ColumnPlace(byte Column, byte Code, bool IsMirrored);
