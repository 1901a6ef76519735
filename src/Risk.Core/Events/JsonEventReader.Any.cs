using System.Text.Json;
using Risk.Events.Json;

namespace Risk.Events;

/// <content>Any JSON, by the framework's reader: the law for every faster way.</content>
public sealed partial class JsonEventReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Disallow };

    internal JsonReadResult ReadAny(ReadOnlySpan<byte> json, AttributeRow row)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            var sink = new JsonValueSink(row);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                row.Clear();
                return JsonReadResult.Malformed((int)reader.TokenStartIndex, "An event must be a JSON object.");
            }

            ReadObject(ref reader, _fields, ref sink);
            reader.Read();
            return sink.Result;
        }
        catch (JsonException problem)
        {
            row.Clear();
            return JsonReadResult.Malformed(JsonErrors.OffsetOf(problem, json), JsonErrors.Describe(problem));
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, JsonFieldTable fields, ref JsonValueSink sink)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            JsonKey? key = reader.ValueIsEscaped ? fields.FindEscaped(reader.ValueSpan) : fields.Find(reader.ValueSpan);
            reader.Read();
            if (key is null)
            {
                reader.Skip();
                continue;
            }

            JsonField field = key.Field;
            if (field.HoldsMetadata && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadObject(ref reader, _metadata, ref sink);
            }
            else if (field.Position < 0)
            {
                reader.Skip();
            }
            else
            {
                ReadValue(ref reader, field, ref sink);
            }
        }
    }

    private static void ReadValue(ref Utf8JsonReader reader, JsonField field, ref JsonValueSink sink)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                sink.Text(field, reader.ValueSpan, reader.ValueIsEscaped);
                break;
            case JsonTokenType.Number:
                sink.Number(field, reader.ValueSpan);
                break;
            case JsonTokenType.True:
            case JsonTokenType.False:
                sink.Truth(field, reader.TokenType == JsonTokenType.True);
                break;
            case JsonTokenType.Null:
                sink.Null(field);
                break;
            default:
                sink.WrongType(field);
                reader.Skip();
                break;
        }
    }
}
