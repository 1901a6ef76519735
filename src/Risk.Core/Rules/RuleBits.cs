using System.Numerics;

namespace Risk.Rules;

/// <summary>The positions of the set bits of a match set, in source order. For <c>foreach</c>; allocates nothing.</summary>
public ref struct RuleBits
{
    private readonly ReadOnlySpan<ulong> _words;
    private int _word;
    private ulong _bits;

    internal RuleBits(ReadOnlySpan<ulong> words)
    {
        _words = words;
        _word = -1;
    }

    /// <summary>The position of a rule.</summary>
    public int Current { get; private set; }

    /// <summary>Itself.</summary>
    public readonly RuleBits GetEnumerator() => this;

    /// <summary>Goes to the next set bit.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext()
    {
        while (_bits == 0)
        {
            if (++_word >= _words.Length)
            {
                return false;
            }

            _bits = _words[_word];
        }

        Current = (_word << 6) + BitOperations.TrailingZeroCount(_bits);
        _bits &= _bits - 1;
        return true;
    }
}
