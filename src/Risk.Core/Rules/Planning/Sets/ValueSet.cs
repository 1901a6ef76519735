namespace Risk.Rules.Planning;

/// <summary>A set of the values that a source has when it is not missing. Immutable, equal by value.</summary>
internal abstract class ValueSet : IEquatable<ValueSet>
{
    /// <summary>Whether no value is in it.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Whether every value is in it.</summary>
    public abstract bool IsAll { get; }

    /// <summary>The values that are not in it.</summary>
    public abstract ValueSet Complement();

    /// <summary>The values in both. Sets of one source only.</summary>
    public abstract ValueSet Intersect(ValueSet other);

    /// <summary>The values in either.</summary>
    public ValueSet Unite(ValueSet other) => Complement().Intersect(other.Complement()).Complement();

    /// <summary>Whether every value of this set is in the other.</summary>
    public bool IsSubsetOf(ValueSet other) => Intersect(other.Complement()).IsEmpty;

    /// <inheritdoc/>
    public abstract bool Equals(ValueSet? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as ValueSet);

    /// <inheritdoc/>
    public abstract override int GetHashCode();
}
