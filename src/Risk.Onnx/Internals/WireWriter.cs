using System.Text;

namespace Risk.Onnx.Internals;

/// <summary>Writes protobuf messages: just what is needed to put a changed node into a file.</summary>
internal static class WireWriter
{
    public static void Text(MemoryStream target, int field, string text) => Message(target, field, Encoding.UTF8.GetBytes(text));

    public static void Message(MemoryStream target, int field, ReadOnlySpan<byte> content)
    {
        Varint(target, ((ulong)field << 3) | 2);
        Varint(target, (ulong)content.Length);
        target.Write(content);
    }

    public static void Number(MemoryStream target, int field, ulong value)
    {
        Varint(target, (ulong)field << 3);
        Varint(target, value);
    }

    private static void Varint(MemoryStream target, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            target.WriteByte((byte)(value | 0x80));
        }

        target.WriteByte((byte)value);
    }
}
