using Risk.Events;

namespace Risk.Velocity;

/// <summary>Compiled windows: writes their values into a row's computed columns. Safe for any number of threads.</summary>
public interface IWindowReader
{
    /// <summary>The windows in the order they were compiled.</summary>
    IReadOnlyList<WindowDefinition> Windows { get; }

    /// <summary>Fills the windows' columns as the past stands, without recording the event.</summary>
    /// <returns>False when some history was evicted or unavailable and the values may be too small.</returns>
    /// <remarks>Allocations: none in steady state. Thread safety: safe for distinct rows.</remarks>
    bool Read(AttributeRow row);

    /// <summary>Fills the windows' columns as the past stood before this event, then records the event: one pass, one lookup a key.</summary>
    /// <returns>False when some history was evicted or unavailable and the values may be too small.</returns>
    /// <remarks>Allocations: none in steady state. Thread safety: safe for distinct rows.</remarks>
    bool ReadAndRecord(AttributeRow row);

    /// <summary>Does for several events in their order what <see cref="ReadAndRecord(AttributeRow)"/> does for one: each sees those before it.</summary>
    /// <param name="rows">The events.</param>
    /// <param name="isComplete">Receives a value an event: false when some history was evicted or unavailable and its values may be too small.</param>
    /// <exception cref="ArgumentOutOfRangeException">The spans differ in length.</exception>
    /// <remarks>
    /// Where many keys lie out of the cache it takes far less time than one by one, for their memory is fetched together.
    /// Allocations: none in steady state. Thread safety: safe for distinct rows; events of other threads may come between.
    /// </remarks>
    void ReadAndRecord(ReadOnlySpan<AttributeRow> rows, Span<bool> isComplete)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(isComplete.Length, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            isComplete[i] = ReadAndRecord(rows[i]);
        }
    }
}
