namespace Risk.Rules.Planning;

/// <summary>
/// Rules as tables. Every clause has a bit; a row of bits says which clauses a cell does not rule out, and the conjunction of
/// the rows of an event's cells is what is left. The first clause of rule r has bit r, so the first bits of that conjunction
/// are the answer; further clauses of a rule have bits behind those. Immutable.
/// </summary>
/// <remarks>
/// Where all bits fit in half of the shortest row, the plan is compact: the second half of a row repeats the first, except
/// that in the row of a missing value it holds what possibly holds. One conjunction then gives both readings.
/// </remarks>
internal sealed class MaskPlan
{
    /// <summary>The length of the shortest row, and of every row of a compact plan.</summary>
    public const int CompactRowWords = 8;

    /// <summary>The words that a compact row has for either reading.</summary>
    public const int CompactReadingWords = CompactRowWords / 2;

    /// <summary>The number of rules.</summary>
    public required int RuleCount { get; init; }

    /// <summary>The words that hold any clause.</summary>
    public required int UsedWords { get; init; }

    /// <summary>The length of a row: <see cref="UsedWords"/> filled up to a multiple of 8.</summary>
    public required int Words { get; init; }

    /// <summary>All rows, 64-byte aligned from <see cref="RowsStart"/> on; the row there has the bits of all clauses.</summary>
    public required ulong[] Rows { get; init; }

    /// <summary>The index of the first row's first word.</summary>
    public required int RowsStart { get; init; }

    /// <summary>The cells of all columns: where a cell's row starts, counted from the first row.</summary>
    public required int[] Cells { get; init; }

    /// <summary>The bounds of all numbers, in blocks of 8.</summary>
    public required double[] Bounds { get; init; }

    /// <summary>Numbers with few bounds and booleans, by ascending number of blocks.</summary>
    public required CutColumn[] Numbers { get; init; }

    /// <summary>Numbers with many bounds.</summary>
    public required CutColumn[] WideNumbers { get; init; }

    /// <summary>Texts: cell 1 is any text nobody named, cell c the text with code c.</summary>
    public required CellColumn[] Texts { get; init; }

    /// <summary>Pairs of numbers: cell 1 is less, 2 equal, 3 greater.</summary>
    public required CellColumn[] NumberPairs { get; init; }

    /// <summary>Pairs of texts: cell 1 is equal, 2 different.</summary>
    public required CellColumn[] TextPairs { get; init; }

    /// <summary>By cell of the numbers that share rows: where its bits to clear start in <see cref="ClearedBits"/>; one more entry ends the last.</summary>
    public required int[] ClearStarts { get; init; }

    /// <summary>Bits to clear.</summary>
    public required int[] ClearedBits { get; init; }

    /// <summary>The bits of clauses with residual conditions; empty when there is none.</summary>
    public required ulong[] ResidualBits { get; init; }

    /// <summary>By bit: where a clause's residual conditions start in <see cref="Residuals"/>; one more entry ends the last.</summary>
    public required int[] ResidualStarts { get; init; }

    /// <summary>Entries of <see cref="Code"/>.</summary>
    public required int[] Residuals { get; init; }

    /// <summary>By bit from <see cref="RuleCount"/> on: the rule.</summary>
    public required int[] RuleOfExtraBit { get; init; }

    /// <summary>Rules that read <c>rule_points</c> and so run after the others, in order; empty when there is none.</summary>
    public required int[] LateRules { get; init; }

    /// <summary>Entries of <see cref="Code"/>, one a late rule.</summary>
    public required int[] LateEntries { get; init; }

    /// <summary>The steps of residual conditions and late rules.</summary>
    public required FormulaCode Code { get; init; }

    /// <summary>One more than the highest position read from a row.</summary>
    public required int Positions { get; init; }

    /// <summary>Whether rows hold both readings side by side, and no cell has bits to clear.</summary>
    public bool IsCompact => UsedWords <= CompactReadingWords && ClearStarts.Length == 0;

    /// <summary>The number of columns of all kinds.</summary>
    public int ColumnCount => Numbers.Length + WideNumbers.Length + Texts.Length + NumberPairs.Length + TextPairs.Length;

    /// <summary>The bytes of the tables that events are looked up in.</summary>
    public long Bytes => (Rows.Length * 8L) + (Cells.Length * 4L) + (Bounds.Length * 8L) + (ClearStarts.Length * 4L) + (ClearedBits.Length * 4L);
}
