using System.Runtime.InteropServices;
using Risk.Events;
using Risk.Features.Definitions;

namespace Risk.Features.Fitting;

/// <summary>Fits a transform of one number to all values that were present and finite.</summary>
/// <param name="slot">Where the number is.</param>
/// <param name="fit">Sets arguments from the values, which are in the order of the events and may be sorted; at least one.</param>
internal sealed class NumberFit(int slot, NumberFit.Finder fit) : NodeFit
{
    private readonly List<double> _values = [];

    /// <summary>Sets the arguments that are null.</summary>
    /// <returns>What is wrong, or null.</returns>
    public delegate string? Finder(TransformNode node, Span<double> values, object?[] arguments);

    public override void Add(AttributeRow row, ReadOnlySpan<double> slots, double label)
    {
        double value = slots[slot];

        // What was infinite is the largest finite value by now.
        if (Math.Abs(value) < double.MaxValue)
        {
            _values.Add(value == 0 ? 0 : value);
        }
    }

    public override (string Code, string Message, string Fix)? TryFinish(TransformNode node, object?[] arguments)
    {
        if (_values.Count == 0)
        {
            return (FeatureCodes.NothingToFit, "its input is missing in every event.", "Check the attribute's name and kind, or give the arguments.");
        }

        return fit(node, CollectionsMarshal.AsSpan(_values), arguments) is { } problem
            ? (FeatureCodes.NothingToFit, problem, "Transform the input, or give the arguments.")
            : null;
    }
}
