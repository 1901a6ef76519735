namespace Risk.Rules.Planning;

/// <summary>
/// The two loops of the planned evaluator that vectors speed up. One implementation a vector width; all give the same
/// results, since counting and masking are exact.
/// </summary>
internal interface IMaskVectors
{
    /// <summary>How many bounds a value reaches or exceeds; none for NaN.</summary>
    /// <param name="bounds">The bounds, filled up to whole blocks of 8 with NaN.</param>
    /// <param name="blocks">The number of blocks.</param>
    /// <param name="value">The value.</param>
    static abstract int CountReached(ref double bounds, int blocks, double value);

    /// <summary>Writes the conjunction of a first row and some more.</summary>
    /// <param name="rows">The table of rows.</param>
    /// <param name="first">The first row.</param>
    /// <param name="offsets">Where the other rows start in the table, in words.</param>
    /// <param name="count">The number of other rows.</param>
    /// <param name="result">Where the result goes; may be the first row.</param>
    /// <param name="words">The length of a row in words, a multiple of 8.</param>
    static abstract void And(ref ulong rows, ref ulong first, ref int offsets, int count, ref ulong result, int words);
}
