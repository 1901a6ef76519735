namespace Risk.Features.Definitions;

/// <summary>A piece of a file in bytes, the end excluded.</summary>
internal readonly record struct SourceRange(int Start, int End);
