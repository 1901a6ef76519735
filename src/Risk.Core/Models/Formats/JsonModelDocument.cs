using System.Text.Json;
using System.Text.Unicode;

namespace Risk.Models.Formats;

/// <summary>Parses the small JSON formats (coefficients, scorecards, calibration) and names what no JSON parser could read.</summary>
internal static class JsonModelDocument
{
    /// <summary>Parses one JSON value that is the whole content.</summary>
    /// <param name="content">UTF-8, with or without a byte order mark.</param>
    /// <param name="code">The diagnostic code of content that is no JSON.</param>
    /// <param name="file">What diagnostics call the file.</param>
    /// <exception cref="RiskFormatException">The content is not one JSON value.</exception>
    public static JsonDocument Parse(ReadOnlySpan<byte> content, string code, string? file)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            content = content[3..];
        }

        try
        {
            CheckTexts(content, code, file);
            var reader = new Utf8JsonReader(content);
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException problem)
        {
            throw new RiskFormatException(RiskDiagnostic.Error(code, "the file is not valid JSON, or was cut off.") with
            {
                File = file,
                Line = (int)Math.Min((problem.LineNumber ?? 0) + 1, int.MaxValue),
                Column = (int)Math.Min((problem.BytePositionInLine ?? 0) + 1, int.MaxValue),
            });
        }
    }

    // Reads to the end once, so that what follows the value is a problem too, and looks at the texts: the document would
    // throw only when one that is no Unicode is asked for.
    private static void CheckTexts(ReadOnlySpan<byte> content, string code, string? file)
    {
        bool valid = Utf8.IsValid(content);
        var reader = new Utf8JsonReader(content);
        while (valid && reader.Read())
        {
            valid = !reader.ValueIsEscaped || IsUnicode(in reader);
        }

        if (!valid)
        {
            throw new RiskFormatException(RiskDiagnostic.Error(code, "the file contains a text that is not valid Unicode.") with { File = file });
        }
    }

    private static bool IsUnicode(ref readonly Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
