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
}
