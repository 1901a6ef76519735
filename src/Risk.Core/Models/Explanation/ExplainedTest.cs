namespace Risk.Models.Explanation;

/// <summary>The shape of a node's test.</summary>
internal enum ExplainedTest : byte
{
    /// <summary>value &lt;= threshold, and NaN goes to its side.</summary>
    Plain,

    /// <summary>The same, and what counts as zero goes with NaN.</summary>
    ZeroIsMissing,

    /// <summary>Anything else: the definition's own law.</summary>
    Other,
}
