using System.Buffers.Binary;
using Risk.Velocity;

namespace Risk.Core.Tests.Velocity.Durability;

/// <summary>Writes the files of exact windows as the first version of the format had them: without what tells how the history of a group is kept.</summary>
internal static class FirstVersion
{
    private const int KindBytes = sizeof(long) + sizeof(int) + sizeof(int);
    private const int PrefixBytes = 2 * sizeof(int);

    public static void Rewrite(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        var rewritten = new List<byte>(bytes[..7]) { 1 };
        for (int at = 8; at < bytes.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            byte[] section = Without(bytes.AsSpan(at + PrefixBytes, length));
            byte[] prefix = new byte[PrefixBytes];
            BinaryPrimitives.WriteInt32LittleEndian(prefix, section.Length);
            BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(sizeof(int)), ~section.Length);
            byte[] checkedBytes = [.. prefix, .. section];
            byte[] sum = new byte[sizeof(int)];
            BinaryPrimitives.WriteUInt32LittleEndian(sum, ByteWriter.Compute(checkedBytes));
            rewritten.AddRange([.. checkedBytes, .. sum]);
            at += PrefixBytes + length + sizeof(int);
        }

        File.WriteAllBytes(path, [.. rewritten]);
    }

    // Heads and flushes hold manifests; a manifest ends with its span, a width of 0, no slots and no number of exact values, and the span of these windows is 100 days.
    private static byte[] Without(ReadOnlySpan<byte> section)
    {
        byte[] end = new byte[sizeof(long) + KindBytes];
        BinaryPrimitives.WriteInt64LittleEndian(end, (long)TimeSpan.FromDays(100).TotalMicroseconds);
        var kept = new List<byte>();
        while (section.IndexOf(end) is >= 0 and int place)
        {
            kept.AddRange(section[..(place + sizeof(long))]);
            section = section[(place + end.Length)..];
        }

        kept.AddRange(section);
        return [.. kept];
    }
}
