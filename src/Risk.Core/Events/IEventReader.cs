namespace Risk.Events;

/// <summary>
/// Copies an event's attributes into a row. Written by the source generator for a <c>[RiskEvent]</c> type, or
/// built by <c>EventSchema.For&lt;TEvent&gt;()</c> from lambdas.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
public interface IEventReader<TEvent>
{
    /// <summary>The attributes the reader writes, by position.</summary>
    EventSchema Schema { get; }

    /// <summary>
    /// Writes every attribute of the event into a cleared row whose layout was made from <see cref="Schema"/>.
    /// Attributes it does not write stay missing.
    /// </summary>
    /// <remarks>Allocations: none. Thread safety: safe; the row belongs to the caller.</remarks>
    void Read(in TEvent source, AttributeRow row);
}
