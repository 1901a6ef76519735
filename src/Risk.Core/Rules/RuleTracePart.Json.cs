using System.Text.Json;

namespace Risk.Rules;

public sealed partial record RuleTracePart
{
    /// <summary>
    /// The part as one JSON object: <c>text</c>; <c>truth</c> (<c>true</c>, <c>false</c>, <c>unknown</c>) of a condition, else <c>value</c> (what was seen, texts
    /// in quotes; null when missing); <c>start</c> and <c>length</c> in UTF-16 units of the source (-1 and 0 when it was not written there); <c>parts</c>.
    /// </summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("text", Text);
        if (Truth is { } truth)
        {
            writer.WriteString("truth", Name(truth));
        }
        else
        {
            writer.WriteString("value", Value);
        }

        writer.WriteNumber("start", Start);
        writer.WriteNumber("length", Length);
        writer.WriteStartArray("parts");
        foreach (RuleTracePart part in Parts)
        {
            part.WriteJson(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    internal static string Name(Truth truth) => truth switch
    {
        Rules.Truth.True => "true",
        Rules.Truth.False => "false",
        _ => "unknown",
    };
}
