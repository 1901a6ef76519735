using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>A number computed one at a time: from texts, from the calendar, from sorted tables.</summary>
internal abstract class RowFunction
{
    /// <summary>The slots it reads.</summary>
    public virtual ReadOnlySpan<int> Operands => default;

    /// <summary>Computes the number; NaN is missing.</summary>
    public abstract double Evaluate(AttributeRow row, ReadOnlySpan<double> slots, ref DecisionFlags flags);
}
