using System.Diagnostics.CodeAnalysis;
using Risk.Events.Json;

namespace Risk.Events;

/// <summary>
/// Reads an event from UTF-8 JSON straight into a row: one object, without a document, strings or reflection. What each attribute takes:
/// </summary>
/// <remarks>
/// <para>Number: a number (beyond double it is infinite and flagged), a number in quotes, true and false as 1 and 0. Text, token and country:
/// a string; a number or boolean as it is written. Boolean: true, false, 1, 0, and the same in quotes. Timestamp: an ISO 8601 date or
/// date and time in quotes (without offset it is UTC), or seconds since 1970. Null and, for all but texts, an empty string are missing.</para>
/// <para>Anything else is missing and flagged <see cref="DecisionFlags.MalformedEvent"/>; a date that does not exist is missing, malformed
/// UTF-8 becomes U+FFFD, both flagged <see cref="DecisionFlags.InvalidValue"/>. Of a key given twice the last value counts. Unknown keys are
/// skipped. Metadata stands in an object <c>metadata</c> or under keys <c>::key::</c>. A text that is not one object, nests deeper than 64
/// levels or goes on after its end leaves the row empty with <see cref="DecisionFlags.MalformedEvent"/>.</para>
/// <para>The fields' bounds (<see cref="AttributeDefinition.Minimum"/>) are not enforced.</para>
/// <para>Allocations: none for well-formed events, once the row's text buffer has grown; a malformed event allocates its message.
/// Thread safety: safe for any number of threads.</para>
/// </remarks>
public sealed partial class JsonEventReader : IEventReader<JsonEvent>
{
    private readonly JsonFieldTable _fields;
    private readonly JsonFieldTable _metadata;

    /// <summary>Creates a reader of events of a schema.</summary>
    public JsonEventReader(EventSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        var fields = new List<(string, JsonField)>();
        var metadata = new List<(string, JsonField)>();
        for (int i = 0; i < schema.Count; i++)
        {
            AttributeDefinition attribute = schema[i];
            var field = new JsonField(i, attribute.Kind, attribute.Name == MetadataKey);
            if (attribute.IsMetadata)
            {
                string key = MetadataName.KeyOf(attribute.Name);
                metadata.Add((key, field));
                fields.Add(($"::{key}::", field));
            }
            else
            {
                fields.Add((attribute.Name, field));
            }
        }

        if (schema.IndexOf(MetadataKey) < 0)
        {
            fields.Add((MetadataKey, new JsonField(-1, AttributeKind.Token, HoldsMetadata: true)));
        }

        _fields = new JsonFieldTable([.. fields.DistinctBy(static field => field.Item1)]);
        _metadata = new JsonFieldTable([.. metadata.DistinctBy(static field => field.Item1)]);
    }

    /// <inheritdoc/>
    public EventSchema Schema { get; }

    private static string MetadataKey => "metadata";

    /// <summary>Reads an event into a cleared row and adds what it noticed to <see cref="AttributeRow.Flags"/>.</summary>
    /// <param name="json">One JSON object in UTF-8, with or without white space around it.</param>
    /// <param name="row">A cleared row whose layout was made from <see cref="Schema"/>.</param>
    /// <exception cref="ArgumentException">The row has fewer attributes than the schema.</exception>
    public JsonReadResult Read(ReadOnlySpan<byte> json, AttributeRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Layout.Count < Schema.Count)
        {
            ThrowOtherSchema(row);
        }

        JsonReadResult result = ReadFast(json, row);
        if (result.Flags != DecisionFlags.None)
        {
            row.AddFlags(result.Flags);
        }

        return result;
    }

    /// <inheritdoc/>
    public void Read(in JsonEvent source, AttributeRow row) => Read(source.Utf8.Span, row);

    [DoesNotReturn]
    private void ThrowOtherSchema(AttributeRow row) => throw new ArgumentException(
        $"The row has {row.Layout.Count} attributes and the reader's schema {Schema.Count}: make the row's layout from the reader's schema.", nameof(row));
}
