using System.Text.Json;
using Risk.Internals;

namespace Risk.Events;

/// <content>The schema's JSON form.</content>
public sealed partial class EventSchemaFile
{
    private static readonly string[] TypeNames = ["number", "text", "token", "country", "boolean", "timestamp"];

    private static readonly AttributeKind[] Types =
    [
        AttributeKind.Number, AttributeKind.Text, AttributeKind.Token, AttributeKind.Country, AttributeKind.Boolean, AttributeKind.Timestamp,
    ];

    /// <summary>Reads a schema from a JSON element, such as a part of a bundle.</summary>
    /// <param name="json">The object with <c>attributes</c> and, if there are any, <c>lists</c>.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <exception cref="RiskFormatException">Every problem of the element (RE003 to RE009).</exception>
    public static EventSchemaFile FromJson(JsonElement json, string? file = null)
    {
        var problems = new List<RiskDiagnostic>();
        var reader = new JsonObjectReader(json, "schema", EventDiagnosticCodes.WrongShape, file, problems);
        reader.Expect("$schema", "attributes", "lists");
        List<AttributeDefinition> attributes = ReadAttributes(reader, file, problems);
        Dictionary<string, IReadOnlyList<string>> lists = ReadLists(reader, file, problems);
        reader.ThrowIfAny();
        return new EventSchemaFile(new EventSchema(attributes), lists);
    }

    /// <summary>Writes what <see cref="FromJson"/> reads.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("attributes");
        foreach (AttributeDefinition attribute in Schema.Attributes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", attribute.Name);
            writer.WriteString("type", TypeNames[Array.IndexOf(Types, attribute.Kind)]);
            if (attribute.Minimum is { } minimum)
            {
                writer.WriteNumber("min", minimum);
            }

            if (attribute.Maximum is { } maximum)
            {
                writer.WriteNumber("max", maximum);
            }

            if (attribute.IsKey)
            {
                writer.WriteBoolean("key", true);
            }

            if (attribute.IsMetadata && !MetadataName.IsWritten(attribute.Name))
            {
                writer.WriteBoolean("metadata", true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (Lists.Count > 0)
        {
            writer.WriteStartObject("lists");
            foreach ((string name, IReadOnlyList<string> items) in Lists.OrderBy(static list => list.Key, StringComparer.Ordinal))
            {
                writer.WriteStartArray(name);
                foreach (string item in items)
                {
                    writer.WriteStringValue(item);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static List<AttributeDefinition> ReadAttributes(JsonObjectReader file, string? fileName, List<RiskDiagnostic> problems)
    {
        var attributes = new List<AttributeDefinition>();
        if (file.Array("attributes") is not { } array)
        {
            if (problems.Count == 0)
            {
                file.Report("'attributes' is missing: give the event's attributes, such as [{\"name\":\"amount\",\"type\":\"number\"}].");
            }

            return attributes;
        }

        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        int index = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            string path = $"schema.attributes[{index++}]";
            var reader = new JsonObjectReader(element, path, EventDiagnosticCodes.WrongShape, fileName, problems);
            reader.Expect("name", "type", "min", "max", "key", "metadata");
            if (element.ValueKind == JsonValueKind.Object)
            {
                Add(ReadAttribute(reader, path));
            }

            void Add(AttributeDefinition attribute)
            {
                if (attribute.Name.Length > 0 && !places.TryAdd(attribute.Name, path))
                {
                    Report(EventDiagnosticCodes.DuplicateName, path, $"the attribute '{attribute.Name}' is defined before, at {places[attribute.Name]}.", "rename or remove one");
                    return;
                }

                attributes.Add(attribute);
            }
        }

        return attributes;

        AttributeDefinition ReadAttribute(JsonObjectReader reader, string path)
        {
            string name = reader.Text("name") ?? "";
            bool isMetadata = MetadataName.IsWritten(name) || reader.Truth("metadata") == true;
            if (name.Length == 0)
            {
                Report(EventDiagnosticCodes.MissingName, path, "the attribute has no name.", "give a name such as \"amount_in_usd\"");
            }
            else if (!isMetadata && name.AsSpan().ContainsAny(':', '"', '\n'))
            {
                Report(EventDiagnosticCodes.UnwritableName, path, $"the name '{name}' can't be written between colons in a rule.", "use letters, digits, '_' and '.', or '::key::' for metadata");
            }

            AttributeKind kind = ReadKind(reader, path, isMetadata);
            (double? minimum, double? maximum) = (reader.Number("min"), reader.Number("max"));
            if ((minimum ?? maximum) is not null && kind != AttributeKind.Number)
            {
                Report(EventDiagnosticCodes.WrongBounds, path, "only a number has bounds.", "remove 'min' and 'max'");
            }
            else if (minimum > maximum)
            {
                Report(EventDiagnosticCodes.WrongBounds, path, "'min' is above 'max'.", "swap them");
            }

            return new AttributeDefinition(name, kind)
            {
                Minimum = minimum,
                Maximum = maximum,
                IsKey = reader.Truth("key") ?? false,
                IsMetadata = isMetadata,
            };
        }

        AttributeKind ReadKind(JsonObjectReader reader, string path, bool isMetadata)
        {
            if (reader.Text("type") is not { } type)
            {
                if (!isMetadata && !reader.TryGet("type", out _))
                {
                    Report(EventDiagnosticCodes.UnknownType, path, "the attribute has no type.", $"give one of {string.Join(", ", TypeNames)}");
                }

                return AttributeKind.Token;
            }

            int at = Array.IndexOf(TypeNames, type);
            if (at < 0)
            {
                string? nearest = EditDistance.Nearest(type, TypeNames);
                Report(
                    EventDiagnosticCodes.UnknownType,
                    $"{path}.type",
                    $"'{type}' is no type of attribute.",
                    nearest is null ? $"use one of {string.Join(", ", TypeNames)}" : $"did you mean '{nearest}'?");
            }

            return at < 0 ? AttributeKind.Token : Types[at];
        }

        void Report(string code, string path, string message, string suggestion) =>
            problems.Add(RiskDiagnostic.Error(code, message) with { File = fileName, Path = path, Suggestion = suggestion });
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadLists(JsonObjectReader file, string? fileName, List<RiskDiagnostic> problems)
    {
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (!file.TryGet("lists", out JsonElement element))
        {
            return lists;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            Report("schema.lists", "must be an object of lists by name.");
            return lists;
        }

        foreach (JsonProperty list in element.EnumerateObject())
        {
            string path = $"schema.lists.{list.Name}";
            if (list.Value.ValueKind != JsonValueKind.Array)
            {
                Report(path, "must be an array of texts.");
                continue;
            }

            var items = new List<string>();
            foreach (JsonElement item in list.Value.EnumerateArray())
            {
                switch (item.ValueKind)
                {
                    case JsonValueKind.String:
                        items.Add(item.GetString()!);
                        break;
                    case JsonValueKind.Number:
                        items.Add(item.GetRawText());
                        break;
                    default:
                        Report($"{path}[{items.Count}]", "must be a text.");
                        break;
                }
            }

            if (!lists.TryAdd(list.Name, items))
            {
                Report(path, $"the list '{list.Name}' is defined before.");
            }
        }

        return lists;

        void Report(string path, string message) =>
            problems.Add(RiskDiagnostic.Error(EventDiagnosticCodes.WrongList, message) with { File = fileName, Path = path });
    }
}
