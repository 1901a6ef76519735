namespace Risk.Features.Definitions;

/// <summary>What the categories of an input look like and when two of them are the same.</summary>
internal abstract class CategoryDomain
{
    /// <summary>What a category must be, for messages.</summary>
    public abstract string Expects { get; }

    /// <summary>The hash that an event's value of this category has.</summary>
    /// <returns>False when the category can't be a value of the input.</returns>
    public abstract bool TryKey(Category category, out ulong key);
}
