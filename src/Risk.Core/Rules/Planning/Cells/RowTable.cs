using System.Runtime.InteropServices;

namespace Risk.Rules.Planning;

/// <summary>Rows of bits while a plan is built. Row 0 has the bits of all clauses.</summary>
internal sealed class RowTable
{
    private const int AlignmentInWords = 8;

    private readonly List<ulong> _words = [];

    public RowTable(int usedWords, List<int> liveBits)
    {
        Words = Math.Max((usedWords + AlignmentInWords - 1) & ~(AlignmentInWords - 1), AlignmentInWords);
        Span<ulong> live = Add(out _);
        live.Clear();
        foreach (int bit in liveBits)
        {
            live[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    /// <summary>The length of a row.</summary>
    public int Words { get; }

    /// <summary>The row of all clauses; valid until a row is added.</summary>
    public ReadOnlySpan<ulong> Live => CollectionsMarshal.AsSpan(_words)[..Words];

    /// <summary>The row at an offset; valid until a row is added.</summary>
    public Span<ulong> At(int offset) => CollectionsMarshal.AsSpan(_words).Slice(offset, Words);

    /// <summary>Adds a row of undefined content, valid until another is added.</summary>
    public Span<ulong> Add(out int offset)
    {
        offset = _words.Count;
        CollectionsMarshal.SetCount(_words, offset + Words);
        return At(offset);
    }

    /// <summary>Makes room for rows, so that adding them does not copy the others.</summary>
    public void Reserve(int rows) => _words.EnsureCapacity(_words.Count + (rows * Words));

    /// <summary>Writes the first half of every row into its second.</summary>
    public void Mirror()
    {
        for (int offset = 0; offset < _words.Count; offset += Words)
        {
            Span<ulong> row = At(offset);
            row[..(Words / 2)].CopyTo(row[(Words / 2)..]);
        }
    }

    /// <summary>Writes the first half of one row into the second of another.</summary>
    public void SetPossible(int certain, int possible) => At(possible)[..(Words / 2)].CopyTo(At(certain)[(Words / 2)..]);

    /// <summary>The rows in an array that stays in place, so that each starts at a multiple of 64 bytes.</summary>
    public unsafe ulong[] Build(out int start)
    {
        ulong[] rows = GC.AllocateUninitializedArray<ulong>(_words.Count + AlignmentInWords, pinned: true);
        fixed (ulong* address = rows)
        {
            start = (int)((AlignmentInWords - (((nint)address / sizeof(ulong)) & (AlignmentInWords - 1))) & (AlignmentInWords - 1));
        }

        CollectionsMarshal.AsSpan(_words).CopyTo(rows.AsSpan(start));
        return rows;
    }
}
