namespace Risk.Velocity;

/// <summary>
/// The format of a snapshot: eight bytes of magic and version, then sections of length, its complement, bytes and CRC-32C. The first section is the head (windows, stripes), then comes one
/// for each range of keys, and the last says how many there are, so that a file that ends early is known.
/// </summary>
internal static class SnapshotFile
{
    public const byte HeadSection = 1;
    public const byte KeysSection = 2;
    public const byte LastSection = 3;

    /// <summary>Length and complement: a length that was flipped must not pass for one that the file is too short for.</summary>
    public const int PrefixBytes = 2 * sizeof(int);

    /// <summary>The version before buckets: it is read still.</summary>
    public const int FirstVersion = 1;

    /// <summary>The version that is written, by the last byte of the magic.</summary>
    public const int Version = 2;

    public static ReadOnlySpan<byte> Magic => "RISKWS\0\x2"u8;

    /// <summary>Starts a section.</summary>
    /// <returns>What <see cref="End"/> needs.</returns>
    public static int Begin(ByteWriter writer, byte kind)
    {
        int start = writer.Length;
        writer.Int64(0);
        writer.Byte(kind);
        return start;
    }

    /// <summary>Ends a section.</summary>
    public static void End(ByteWriter writer, int start)
    {
        int length = writer.Length - start - PrefixBytes;
        writer.PutInt32(start, length);
        writer.PutInt32(start + sizeof(int), ~length);
        writer.Checksum(start);
    }
}
