using Risk.Internals;

namespace Risk.Rules.Functions;

/// <summary>
/// Upper and lower case of UTF-16 units by their simple mappings, the same on every machine. U+0130 (capital i with a dot)
/// keeps itself, as U+0131 does in <see cref="TextFold"/>, because runtimes with and without globalization differ on it.
/// </summary>
internal static class TextCase
{
    /// <summary>Writes the text in lower case; the lengths are equal.</summary>
    public static void Lower(ReadOnlySpan<char> source, Span<char> result)
    {
        for (int i = 0; i < source.Length; i++)
        {
            result[i] = source[i] == '\u0130' ? source[i] : char.ToLowerInvariant(source[i]);
        }
    }

    /// <summary>Writes the text in upper case; the lengths are equal.</summary>
    public static void Upper(ReadOnlySpan<char> source, Span<char> result)
    {
        for (int i = 0; i < source.Length; i++)
        {
            result[i] = TextFold.Fold(source[i]);
        }
    }
}
