using System.Globalization;
using System.IO.Compression;
using System.Text;
using Risk.Events;

namespace Risk.Evaluation.Tests.Events;

/// <summary>What the tests of the reader of CSV share.</summary>
internal static class CsvFixture
{
    public static EventSchema Schema { get; } = new(
    [
        new AttributeDefinition("a", AttributeKind.Number),
        new AttributeDefinition("n", AttributeKind.Number),
        new AttributeDefinition("s", AttributeKind.Text),
        new AttributeDefinition("k", AttributeKind.Token),
        new AttributeDefinition("c", AttributeKind.Country),
        new AttributeDefinition("b", AttributeKind.Boolean),
        new AttributeDefinition("at", AttributeKind.Timestamp),
        new AttributeDefinition("::tier::", AttributeKind.Token) { IsMetadata = true },
    ]);

    /// <summary>A number and a text.</summary>
    public static EventSchema Pair { get; } = new([new AttributeDefinition("a", AttributeKind.Number), new AttributeDefinition("s", AttributeKind.Text)]);

    public static AttributeRow CreateRow(EventSchema schema)
    {
        var layout = new AttributeLayoutBuilder(schema);
        for (int i = 0; i < schema.Count; i++)
        {
            layout.Use(i, schema[i].IsText ? AttributeUse.Text : AttributeUse.Number);
        }

        return layout.Build().CreateRow();
    }

    public static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    public static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>The events with their lines, then the problems with theirs.</summary>
    public static List<string> ReadAll(CsvEventReader events)
    {
        var read = new List<string>();
        AttributeRow row = CreateRow(events.Schema);
        while (events.Read(row))
        {
            read.Add($"{events.LineNumber}: {Text(row)}".TrimEnd());
        }

        read.AddRange(events.Problems.Select(static problem => $"{problem.Code}({problem.Line}) {problem.Message}"));
        return read;
    }

    private static string Text(AttributeRow row)
    {
        var parts = new List<string>();
        for (int i = 0; i < row.Layout.Count; i++)
        {
            string name = row.Layout.Columns[i].Name;
            if (row.TryGetText(i, out ReadOnlySpan<char> text))
            {
                parts.Add($"{name}='{Escaped(text)}'");
            }
            else if (!double.IsNaN(row.GetNumber(i)))
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={row.GetNumber(i):R}"));
            }
        }

        if (row.Flags != DecisionFlags.None)
        {
            parts.Add($"[{row.Flags}]");
        }

        return string.Join(' ', parts);
    }

    private static string Escaped(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder();
        foreach (char unit in text)
        {
            escaped.Append(unit switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\0' => "\\0",
                >= ' ' and <= '~' => unit.ToString(),
                _ => $"\\u{(int)unit:X4}",
            });
        }

        return escaped.ToString();
    }
}
