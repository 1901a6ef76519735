using System.Buffers;
using System.Text.Unicode;

namespace Risk.Events.Json;

/// <summary>The characters of JSON strings.</summary>
internal static class JsonText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Resolves the escapes of a JSON string whose syntax was checked.</summary>
    /// <param name="source">The bytes between the quotes.</param>
    /// <param name="destination">As many characters as bytes.</param>
    /// <param name="isWellFormed">False when a byte sequence or a lone surrogate became U+FFFD.</param>
    /// <returns>The number of characters.</returns>
    public static int Unescape(ReadOnlySpan<byte> source, Span<char> destination, out bool isWellFormed)
    {
        isWellFormed = true;
        int written = 0;
        while (!source.IsEmpty)
        {
            int plain = source.IndexOf((byte)'\\');
            ReadOnlySpan<byte> run = plain < 0 ? source : source[..plain];
            written += Decode(run, destination[written..], ref isWellFormed);
            if (plain < 0)
            {
                break;
            }

            source = source[plain..];
            char unit = ReadEscape(ref source);
            if (char.IsHighSurrogate(unit) && source.Length >= 6 && source[0] == '\\' && source[1] == 'u'
                && char.IsLowSurrogate((char)Hex(source[2..])))
            {
                destination[written++] = unit;
                unit = ReadEscape(ref source);
            }
            else if (char.IsSurrogate(unit))
            {
                isWellFormed = false;
                unit = Replacement;
            }

            destination[written++] = unit;
        }

        return written;
    }

    private static int Decode(ReadOnlySpan<byte> source, Span<char> destination, ref bool isWellFormed)
    {
        if (Utf8.ToUtf16(source, destination, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            return written;
        }

        isWellFormed = false;
        Utf8.ToUtf16(source, destination, out _, out written, replaceInvalidSequences: true);
        return written;
    }

    private static char ReadEscape(ref ReadOnlySpan<byte> source)
    {
        byte kind = source[1];
        if (kind == 'u')
        {
            int unit = Hex(source[2..]);
            source = source[6..];
            return (char)unit;
        }

        source = source[2..];
        return (char)(kind switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => kind,
        });
    }

    private static int Hex(ReadOnlySpan<byte> digits)
    {
        int value = 0;
        for (int i = 0; i < 4; i++)
        {
            int digit = digits[i] | 0x20;
            value = (value << 4) | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }

        return value;
    }
}
