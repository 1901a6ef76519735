namespace Risk.Rules.Planning;

/// <summary>A set of texts: some named ones by their codes, or all but those. Texts nobody named are in the second kind only.</summary>
internal sealed class CodeSet : ValueSet
{
    /// <summary>Every text.</summary>
    public static readonly CodeSet All = new([], true);

    /// <summary>No text.</summary>
    public static readonly CodeSet None = new([], false);

    private readonly int[] _codes;

    private CodeSet(int[] sortedCodes, bool isComplement)
    {
        _codes = sortedCodes;
        IsComplement = isComplement;
    }

    /// <summary>The codes that are named, ascending and distinct.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Whether the named codes are the ones outside the set.</summary>
    public bool IsComplement { get; }

    /// <inheritdoc/>
    public override bool IsEmpty => _codes.Length == 0 && !IsComplement;

    /// <inheritdoc/>
    public override bool IsAll => _codes.Length == 0 && IsComplement;

    /// <summary>The texts with these codes.</summary>
    public static CodeSet Of(params ReadOnlySpan<int> codes)
    {
        int[] sorted = codes.ToArray();
        Array.Sort(sorted);
        int count = 0;
        foreach (int code in sorted)
        {
            if (count == 0 || sorted[count - 1] != code)
            {
                sorted[count++] = code;
            }
        }

        return new CodeSet(count == sorted.Length ? sorted : sorted[..count], false);
    }

    /// <summary>Whether a text is in the set.</summary>
    public bool Contains(int code) => (Array.BinarySearch(_codes, code) >= 0) != IsComplement;

    /// <inheritdoc/>
    public override ValueSet Complement() => new CodeSet(_codes, !IsComplement);

    /// <inheritdoc/>
    public override ValueSet Intersect(ValueSet other)
    {
        var second = (CodeSet)other;
        return (IsComplement, second.IsComplement) switch
        {
            (false, _) => new CodeSet(Keep(_codes, second._codes, !second.IsComplement), false),
            (true, false) => new CodeSet(Keep(second._codes, _codes, false), false),
            (true, true) => new CodeSet(Merge(_codes, second._codes), true),
        };
    }

    /// <inheritdoc/>
    public override bool Equals(ValueSet? other) =>
        other is CodeSet set && set.IsComplement == IsComplement && set._codes.AsSpan().SequenceEqual(_codes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(IsComplement);
        foreach (int code in _codes)
        {
            hash.Add(code);
        }

        return hash.ToHashCode();
    }

    // The codes of the first that are in the second, or those that are not.
    private static int[] Keep(int[] codes, int[] others, bool whenFound)
    {
        var kept = new List<int>(codes.Length);
        int j = 0;
        foreach (int code in codes)
        {
            while (j < others.Length && others[j] < code)
            {
                j++;
            }

            if ((j < others.Length && others[j] == code) == whenFound)
            {
                kept.Add(code);
            }
        }

        return kept.Count == codes.Length ? codes : [.. kept];
    }

    private static int[] Merge(int[] first, int[] second)
    {
        int[] onlySecond = Keep(second, first, false);
        if (onlySecond.Length == 0)
        {
            return first;
        }

        var merged = new int[first.Length + onlySecond.Length];
        first.CopyTo(merged, 0);
        onlySecond.CopyTo(merged, first.Length);
        Array.Sort(merged);
        return merged;
    }
}
