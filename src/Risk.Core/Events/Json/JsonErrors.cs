using System.Text.Json;

namespace Risk.Events.Json;

/// <summary>Plain words for what is wrong with a JSON text.</summary>
internal static class JsonErrors
{
    /// <summary>The reader's message without the place, which diagnostics give themselves.</summary>
    public static string Describe(JsonException problem)
    {
        int place = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? problem.Message : problem.Message[..place];
    }

    /// <summary>The offset in the text that a problem names by line and byte.</summary>
    public static int OffsetOf(JsonException problem, ReadOnlySpan<byte> json)
    {
        int start = 0;
        for (long line = problem.LineNumber ?? 0; line > 0; line--)
        {
            int end = json[start..].IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            start += end + 1;
        }

        return (int)Math.Min(start + (problem.BytePositionInLine ?? 0), json.Length);
    }
}
