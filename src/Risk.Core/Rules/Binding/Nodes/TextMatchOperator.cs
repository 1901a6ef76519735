namespace Risk.Rules.Binding;

/// <summary>A test of a text against a constant.</summary>
internal enum TextMatchOperator
{
    /// <summary>Contains it anywhere.</summary>
    Includes,

    /// <summary>Matches a pattern whose <c>%</c> stands for any run of characters.</summary>
    Like,

    /// <summary>Starts with it.</summary>
    StartsWith,

    /// <summary>Ends with it.</summary>
    EndsWith,

    /// <summary>Matches a regular expression (non-backtracking).</summary>
    Matches,
}
