using Risk.Events;
using Risk.Features.Definitions;

namespace Risk.Features.Fitting;

/// <summary>Reads a category of an event in the form its author would write.</summary>
internal abstract class CategoryReader
{
    /// <returns>The category, or null when it is missing.</returns>
    public abstract Category? Read(AttributeRow row, ReadOnlySpan<double> slots);
}
