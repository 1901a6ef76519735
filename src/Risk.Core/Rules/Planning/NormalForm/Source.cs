namespace Risk.Rules.Planning;

/// <summary>
/// What a literal reads: an attribute, or the relation of two. Its value is missing, or one of the values a
/// <see cref="ValueSet"/> of its kind tells apart.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="First">The attribute's position in the row.</param>
/// <param name="Second">The position of the other attribute of a pair; -1 otherwise.</param>
internal readonly record struct Source(SourceKind Kind, int First, int Second = -1) : IComparable<Source>
{
    /// <summary>The set of all its values.</summary>
    public ValueSet All => Kind switch
    {
        SourceKind.Number => NumberSet.All,
        SourceKind.Code => CodeSet.All,
        SourceKind.Boolean => StateSet.Booleans,
        SourceKind.NumberPair => StateSet.Orders,
        _ => StateSet.Equalities,
    };

    /// <summary>Orders sources by kind, then by position, so that a clause lists them in one way.</summary>
    public int CompareTo(Source other)
    {
        int byKind = Kind.CompareTo(other.Kind);
        int byFirst = First.CompareTo(other.First);
        return byKind != 0 ? byKind : byFirst != 0 ? byFirst : Second.CompareTo(other.Second);
    }
}
