namespace Risk.Rules.Planning;

/// <summary>A set of the few values of a boolean or of the relation of two attributes, one bit each.</summary>
internal sealed class StateSet : ValueSet
{
    /// <summary>A boolean's bit for false.</summary>
    public const int False = 1;

    /// <summary>A boolean's bit for true.</summary>
    public const int True = 2;

    /// <summary>The bit of a pair whose first number is less.</summary>
    public const int Less = 1;

    /// <summary>The bit of a pair that is equal, of numbers or of texts.</summary>
    public const int Equal = 2;

    /// <summary>The bit of a pair whose first number is greater, or of texts that differ.</summary>
    public const int Greater = 4;

    /// <summary>The bit of a pair of texts that differ.</summary>
    public const int Different = 4;

    /// <summary>Both booleans.</summary>
    public static readonly StateSet Booleans = new(False | True, False | True);

    /// <summary>Every order of two numbers.</summary>
    public static readonly StateSet Orders = new(Less | Equal | Greater, Less | Equal | Greater);

    /// <summary>Texts equal or different.</summary>
    public static readonly StateSet Equalities = new(Equal | Different, Equal | Different);

    private readonly int _all;

    private StateSet(int states, int all)
    {
        States = states;
        _all = all;
    }

    /// <summary>The bits of the states in the set.</summary>
    public int States { get; }

    /// <inheritdoc/>
    public override bool IsEmpty => States == 0;

    /// <inheritdoc/>
    public override bool IsAll => States == _all;

    /// <summary>The states of this set that are among the given ones.</summary>
    public StateSet Only(int states) => new(States & states, _all);

    /// <inheritdoc/>
    public override ValueSet Complement() => new StateSet(_all & ~States, _all);

    /// <inheritdoc/>
    public override ValueSet Intersect(ValueSet other) => new StateSet(States & ((StateSet)other).States, _all);

    /// <inheritdoc/>
    public override bool Equals(ValueSet? other) => other is StateSet set && set.States == States && set._all == _all;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(States, _all);
}
