namespace Risk.Rules;

/// <summary>
/// How large a rules file may be. Checked while it is loaded, so that a file from a stranger ends in an error in bounded
/// time and memory, never in an exhausted process.
/// </summary>
public sealed record RuleLimits
{
    /// <summary>The limits that hold when none are given.</summary>
    public static RuleLimits Default { get; } = new();

    /// <summary>The longest source, in UTF-16 units (a file's size is checked in bytes). 1,048,576 by default.</summary>
    public int SourceLength { get; init; } = 1 << 20;

    /// <summary>The most rules in a file. 100,000 by default.</summary>
    public int Rules { get; init; } = 100_000;

    /// <summary>How deep parentheses, calls and <c>not</c> may nest. 64 by default; above 1,000 it is taken as 1,000.</summary>
    public int Nesting { get; init; } = 64;

    /// <summary>The most items in all lists of a file together, literal lists and list files included. 1,000,000 by default.</summary>
    public int ListItems { get; init; } = 1_000_000;

    /// <summary>The most operands and operators of one condition once its defines are written out. 100,000 by default.</summary>
    public int ConditionSize { get; init; } = 100_000;

    /// <summary>The most operands and operators of all conditions together once defines are written out. 4,000,000 by default.</summary>
    public int TotalSize { get; init; } = 4_000_000;

    /// <summary>The most problems that are reported one by one; the rest are counted. 1,000 by default.</summary>
    public int Diagnostics { get; init; } = 1_000;

    internal int DeepestNesting => Math.Clamp(Nesting, 1, 1_000);

    /// <summary>The tallest tree: a chain of arithmetic may be longer than the nesting.</summary>
    internal int TallestTree => DeepestNesting * 4;
}
