namespace Risk.Rules.Planning;

/// <summary>Lists of bits to clear, one a cell, while a plan is built.</summary>
internal sealed class ClearTable
{
    private readonly List<int> _starts = [];
    private readonly List<int> _bits = [];

    /// <summary>The index of the next cell's list.</summary>
    public int NextCell => _starts.Count;

    /// <summary>Starts the list of the next cell.</summary>
    public void StartCell() => _starts.Add(_bits.Count);

    /// <summary>Adds a bit to the list of the last cell started.</summary>
    public void Add(int bit) => _bits.Add(bit);

    /// <summary>Where the lists start, and at the end where the last one ends.</summary>
    public int[] BuildStarts() => _starts.Count == 0 ? [] : [.. _starts, _bits.Count];

    /// <summary>The bits of all lists.</summary>
    public int[] BuildBits() => [.. _bits];
}
