using System.Text.Json;

namespace Risk.Rules;

public sealed partial record RuleTrace
{
    /// <summary>
    /// The account as one JSON object: <c>rule</c> (its id), <c>line</c>, <c>action</c> (<c>allow</c>, <c>block</c>, <c>review</c>, <c>challenge</c>,
    /// <c>score</c>), <c>points</c>, <c>shadow</c>, <c>inShare</c>, <c>truth</c> (<c>true</c>, <c>false</c>, <c>unknown</c>), <c>missing</c>, <c>because</c>,
    /// <c>reason</c>, and <c>condition</c> as <see cref="RuleTracePart.WriteJson"/> writes it.
    /// </summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("rule", Rule.Id);
        writer.WriteNumber("line", Rule.Line);
        writer.WriteString("action", Rule.Action.ToString().ToLowerInvariant());
        writer.WriteNumber("points", Rule.Points);
        writer.WriteBoolean("shadow", Rule.IsShadow);
        writer.WriteBoolean("inShare", IsInShare);
        writer.WriteString("truth", RuleTracePart.Name(Truth));
        writer.WriteStartArray("missing");
        foreach (string missing in Missing)
        {
            writer.WriteStringValue(missing);
        }

        writer.WriteEndArray();
        writer.WriteString("because", Rule.ReasonText);
        writer.WriteString("reason", Rule.ReasonCode);
        writer.WritePropertyName("condition");
        Condition.WriteJson(writer);
        writer.WriteEndObject();
    }
}
