using System.Text;

namespace Risk.Features.Json;

/// <summary>The bytes of a file, to find lines and columns in when there is something to report.</summary>
internal sealed class SourceText(byte[] utf8)
{
    public ReadOnlySpan<byte> Bytes => utf8;

    /// <summary>The line and column of a byte, from 1; columns count UTF-16 units.</summary>
    public (int Line, int Column) Locate(int offset)
    {
        ReadOnlySpan<byte> before = Bytes[..Math.Clamp(offset, 0, utf8.Length)];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
