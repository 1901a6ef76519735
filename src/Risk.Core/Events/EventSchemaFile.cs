using System.Text.Json;

namespace Risk.Events;

/// <summary>
/// An event schema written as JSON, for events without a C# type, with the lists that rules name beside it:
/// <c>{"attributes":[{"name":"amount_in_usd","type":"number","min":0},{"name":"card_id","type":"token","key":true}],
/// "lists":{"blocked_domains":["mail.example"]}}</c>. Types are number, text, token, country, boolean and timestamp;
/// a name in double colons (<c>::tier::</c>) is metadata, a token unless <c>type</c> says otherwise.
/// </summary>
public sealed partial class EventSchemaFile
{
    /// <summary>Creates the content of a schema file.</summary>
    /// <param name="schema">The attributes.</param>
    /// <param name="lists">The lists by name; null for none.</param>
    public EventSchemaFile(EventSchema schema, IReadOnlyDictionary<string, IReadOnlyList<string>>? lists = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        Lists = lists ?? new Dictionary<string, IReadOnlyList<string>>();
    }

    /// <summary>The attributes.</summary>
    public EventSchema Schema { get; }

    /// <summary>The lists that rules may name as <c>@name</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; }

    /// <summary>Reads a schema file.</summary>
    /// <exception cref="RiskFormatException">Every problem of the file: it can't be read (RE002), is no JSON (RE001), or breaks a rule of the format (RE003 to RE009).</exception>
    public static EventSchemaFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RiskFormatException(RiskDiagnostic.Error(EventDiagnosticCodes.Unreadable, problem.Message) with { File = path });
        }

        return Parse(content, path);
    }

    /// <summary>Reads a schema from UTF-8 JSON.</summary>
    /// <param name="utf8">The text, with or without a byte order mark.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <exception cref="RiskFormatException">Every problem of the text.</exception>
    public static EventSchemaFile Parse(ReadOnlyMemory<byte> utf8, string? file = null)
    {
        if (utf8.Span.StartsWith(Utf8Mark))
        {
            utf8 = utf8[Utf8Mark.Length..];
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException problem)
        {
            throw new RiskFormatException(RiskDiagnostic.Error(EventDiagnosticCodes.NotJson, Json.JsonErrors.Describe(problem)) with
            {
                File = file,
                Line = (int)Math.Min(problem.LineNumber ?? 0, int.MaxValue - 1) + 1,
                Column = (int)Math.Min(problem.BytePositionInLine ?? 0, int.MaxValue - 1) + 1,
            });
        }

        using (document)
        {
            return FromJson(document.RootElement, file);
        }
    }

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];
}
