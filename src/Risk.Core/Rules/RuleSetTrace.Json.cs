using System.Text.Json;

namespace Risk.Rules;

public sealed partial record RuleSetTrace
{
    /// <summary>
    /// The account as one JSON object: <c>action</c> (<c>allow</c>, <c>challenge</c>, <c>review</c>, <c>block</c>, or <c>none</c> when no rule decides),
    /// <c>rule</c> (its id, or null), <c>challenge</c>, <c>points</c>, and <c>rules</c> in source order, each as <see cref="RuleTrace.WriteJson"/> writes it.
    /// </summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("action", Action?.ToString().ToLowerInvariant() ?? "none");
        writer.WriteString("rule", Rule?.Id);
        writer.WriteBoolean("challenge", ChallengeRequested);
        writer.WriteNumber("points", Points);
        writer.WriteStartArray("rules");
        foreach (RuleTrace rule in Rules)
        {
            rule.WriteJson(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
