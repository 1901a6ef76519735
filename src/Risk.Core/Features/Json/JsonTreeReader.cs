using System.Text;
using System.Text.Json;
using Risk.Features.Definitions;

namespace Risk.Features.Json;

/// <summary>Reads JSON, with comments and trailing commas allowed, into nodes that know their places. Load time only.</summary>
internal static class JsonTreeReader
{
    private const int MaximumDepth = 64;

    /// <returns>The root, or null when the text is no JSON, which is reported.</returns>
    public static JsonTreeNode? Read(SourceText source, PipelineProblems problems)
    {
        ReadOnlySpan<byte> bytes = source.Bytes;
        int start = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(bytes[start..], new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = MaximumDepth,
        });
        try
        {
            reader.Read();
            JsonTreeNode root = Value(ref reader, start, problems);
            reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            int offset = start + OffsetOf(bytes[start..], error);
            problems.Add(FeatureCodes.MalformedJson, $"This is not valid JSON: {Plain(error.Message)}", new SourceRange(offset, offset + 1), null);
            return null;
        }
        catch (InvalidOperationException)
        {
            int offset = start + (int)reader.TokenStartIndex;
            problems.Add(FeatureCodes.MalformedJson, "This is not valid JSON: a text is not valid UTF-8.", new SourceRange(offset, offset + 1), null);
            return null;
        }
    }

    private static JsonTreeNode Value(ref Utf8JsonReader reader, int start, PipelineProblems problems)
    {
        int begin = start + (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(ref reader, start, begin, problems);
            case JsonTokenType.StartArray:
                List<JsonTreeNode> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader, start, problems));
                }

                return new JsonTreeNode(JsonValueKind.Array, End(ref reader, start, begin)) { Items = items };
            case JsonTokenType.String:
                string text = reader.GetString()!;
                return new JsonTreeNode(JsonValueKind.String, End(ref reader, start, begin)) { Text = text };
            case JsonTokenType.Number:
                double number = reader.TryGetDouble(out double value) && double.IsFinite(value) ? value : double.NaN;
                return new JsonTreeNode(JsonValueKind.Number, End(ref reader, start, begin)) { Number = number };
            case JsonTokenType.True:
                return new JsonTreeNode(JsonValueKind.True, End(ref reader, start, begin));
            case JsonTokenType.False:
                return new JsonTreeNode(JsonValueKind.False, End(ref reader, start, begin));
            default:
                return new JsonTreeNode(JsonValueKind.Null, End(ref reader, start, begin));
        }
    }

    private static JsonTreeNode Object(ref Utf8JsonReader reader, int start, int begin, PipelineProblems problems)
    {
        List<JsonTreeMember> members = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            SourceRange range = End(ref reader, start, start + (int)reader.TokenStartIndex);
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                problems.Add(FeatureCodes.DuplicateMember, $"'{name}' is given twice.", range, null, "Remove one of them.");
            }

            reader.Read();
            members.Add(new JsonTreeMember(name, range, Value(ref reader, start, problems)));
        }

        return new JsonTreeNode(JsonValueKind.Object, End(ref reader, start, begin)) { Members = members };
    }

    private static SourceRange End(ref Utf8JsonReader reader, int start, int begin) => new(begin, start + (int)reader.BytesConsumed);

    private static int OffsetOf(ReadOnlySpan<byte> bytes, JsonException error)
    {
        int offset = 0;
        for (long line = error.LineNumber ?? 0; line > 0; line--)
        {
            offset += bytes[offset..].IndexOf((byte)'\n') + 1;
        }

        return Math.Min(offset + (int)(error.BytePositionInLine ?? 0), Math.Max(0, bytes.Length - 1));
    }

    // The message ends in "LineNumber: … | BytePositionInLine: …", which the diagnostic says better.
    private static string Plain(string message)
    {
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
