using System.Text;

namespace Risk.Events;

/// <summary>An event as UTF-8 JSON: one object, as it came from the wire. Score it with a <see cref="JsonEventReader"/>.</summary>
/// <param name="utf8">The object's bytes, without a byte order mark. They are read while the event is scored and not kept.</param>
public readonly struct JsonEvent(ReadOnlyMemory<byte> utf8)
{
    /// <summary>The object's bytes.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>An event from a string; for tests and tools.</summary>
    /// <remarks>Allocations: the bytes.</remarks>
    public static JsonEvent FromText(string json) => new(Encoding.UTF8.GetBytes(json));

    /// <summary>The JSON as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
