using System.Globalization;
using System.Text.Json;
using Risk.Events;
using Risk.Features.Definitions;
using Risk.Internals;

namespace Risk.Features.Json;

/// <summary>The attributes that a pipeline's JSON may declare, so that it can be used without another schema.</summary>
internal static class SchemaJson
{
    private static readonly string[] Kinds = ["number", "text", "token", "country", "boolean", "timestamp"];

    /// <returns>The schema, or null when the file declares none.</returns>
    public static EventSchema? Read(JsonTreeNode root, JsonShape shape)
    {
        if (shape.Member(root, "attributes", JsonValueKind.Array, "") is not { } array)
        {
            return null;
        }

        List<AttributeDefinition> attributes = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < array.Items.Count; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"attributes[{i}]");
            if (!shape.Is(array.Items[i], JsonValueKind.Object, path) || Read(array.Items[i], path, shape) is not { } attribute)
            {
                continue;
            }

            if (names.Add(attribute.Name))
            {
                attributes.Add(attribute);
            }
            else
            {
                shape.Problems.Add(FeatureCodes.DuplicateMember, $"The attribute '{attribute.Name}' is declared twice.", array.Items[i].Range, path, "Remove one of them.");
            }
        }

        return new EventSchema(attributes);
    }

    public static void Write(Utf8JsonWriter writer, AttributeDefinition attribute)
    {
        writer.WriteStartObject();
        writer.WriteString("name", attribute.Name);
        writer.WriteString("type", Kinds[(int)attribute.Kind]);
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

        if (attribute.IsMetadata)
        {
            writer.WriteBoolean("metadata", true);
        }

        writer.WriteEndObject();
    }

    private static AttributeDefinition? Read(JsonTreeNode node, string path, JsonShape shape)
    {
        shape.Expect(node, path, "name", "type", "min", "max", "key", "metadata", "description");
        string? name = shape.Text(node, "name", path, isRequired: true);
        JsonTreeNode? type = shape.Member(node, "type", JsonValueKind.String, path, isRequired: true);
        int kind = type is null ? -1 : Array.IndexOf(Kinds, type.Text);
        if (type is not null && kind < 0)
        {
            string? near = EditDistance.Nearest(type.Text, Kinds);
            shape.Problems.Add(
                FeatureCodes.WrongShape,
                $"There is no type '{type.Text}'.",
                type.Range,
                $"{path}.type",
                near is null ? $"Use {string.Join(", ", Kinds)}." : $"Did you mean '{near}'?");
        }

        return string.IsNullOrEmpty(name) || kind < 0
            ? null
            : new AttributeDefinition(name, (AttributeKind)kind)
            {
                Minimum = shape.Member(node, "min", JsonValueKind.Number, path)?.Number,
                Maximum = shape.Member(node, "max", JsonValueKind.Number, path)?.Number,
                IsKey = shape.Flag(node, "key", path) ?? false,
                IsMetadata = shape.Flag(node, "metadata", path) ?? false,
            };
    }
}
