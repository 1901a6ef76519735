using System.Text.Json;
using Risk.Events;

namespace Risk.Scoring.Recording;

/// <summary>A column of rows that is written.</summary>
internal sealed class LoggedColumn(string name, AttributeKind kind, int position)
{
    /// <summary>Its name, escaped once.</summary>
    public JsonEncodedText Name { get; } = JsonEncodedText.Encode(name, DecisionLineWriter.Encoder);

    public AttributeKind Kind { get; } = kind;

    public int Position { get; } = position;
}
