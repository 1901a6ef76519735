using System.Text.Json;
using Risk.Evaluation;
using Risk.Events;

namespace Risk.Tool;

/// <summary>The event's own id (<c>tx_id</c> or <c>event_id</c>), copied in front of the rows a command writes.</summary>
internal static class IdentifierColumn
{
    public static readonly string[] Names = ["tx_id", "event_id"];

    /// <summary>The name of the column of ids; null when the file has none.</summary>
    public static string? Of(CsvEventReader table) => Array.Find(Names, name => table.IndexOfColumn(name) >= 0);

    /// <summary>The name and text of an event's id; nulls when it has none.</summary>
    public static (string? Name, string? Value) Of(JsonEvent source)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(source.Utf8);
            foreach (string name in Names)
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out JsonElement value))
                {
                    return (name, value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
                }
            }
        }
        catch (JsonException)
        {
            // The reader has told what is wrong with the line.
        }

        return (null, null);
    }
}
