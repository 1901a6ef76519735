using Risk.Events;
using Risk.Features.Definitions;

namespace Risk.Features.Fitting;

/// <summary>Collects what one transform's input was in each event, and finds its arguments from that.</summary>
internal abstract class NodeFit
{
    /// <summary>Takes an event.</summary>
    public abstract void Add(AttributeRow row, ReadOnlySpan<double> slots, double label);

    /// <summary>Finds the arguments that were not given.</summary>
    /// <param name="node">The transform with what was given.</param>
    /// <param name="arguments">Its arguments; those that are null and fitted are set.</param>
    /// <returns>What is wrong, or null.</returns>
    public abstract (string Code, string Message, string Fix)? TryFinish(TransformNode node, object?[] arguments);
}
