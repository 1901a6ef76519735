namespace Risk.Rules.Planning;

/// <summary>One step of a <see cref="FormulaCode"/>: a question on the row, and where to go on either answer.</summary>
internal struct Test
{
    /// <summary>What is read.</summary>
    public TestKind Kind;

    /// <summary>What a missing value answers.</summary>
    public MissingAnswer Missing;

    /// <summary>Whether the answer is the opposite of what the comparison gives (numbers, texts, trees).</summary>
    public bool IsInverted;

    /// <summary>The attribute's position, or the index of the tree.</summary>
    public int First;

    /// <summary>The other attribute's position, of pairs.</summary>
    public int Second;

    /// <summary>Where the cuts or the code's bits start, or the bits of the accepted states.</summary>
    public int Start;

    /// <summary>The number of cuts, or of codes that have bits.</summary>
    public int Count;

    /// <summary>The one cut.</summary>
    public double Cut;

    /// <summary>The next step when the test holds: an index, or <see cref="FormulaCode.Holds"/> or <see cref="FormulaCode.Fails"/>.</summary>
    public int WhenHolds;

    /// <summary>The next step when it does not.</summary>
    public int WhenFails;
}
