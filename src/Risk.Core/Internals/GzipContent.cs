using System.IO.Compression;

namespace Risk.Internals;

/// <summary>
/// What gzip packed, unpacked. The framework's stream takes packed bytes that break off for their end, and the last events of half a file would be
/// missing without a word; this one throws <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class GzipContent : ReadOnlyStream
{
    private static readonly byte[] Seal = "the packed bytes before are whole"u8.ToArray();
    private static readonly byte[] PackedSeal = Pack(Seal);

    private readonly SealedStream _packed;
    private readonly GZipStream _unpacked;
    private bool _isAtEnd;
    private bool _isBroken;

    /// <summary>Unpacks a stream, which stays open.</summary>
    public GzipContent(Stream packed)
    {
        _packed = new SealedStream(packed);
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress);
    }

    /// <summary>Whether gzip packed what comes next; false for a stream that can't go back.</summary>
    public static bool IsPacked(Stream stream)
    {
        if (!stream.CanSeek)
        {
            return false;
        }

        long start = stream.Position;
        bool isPacked = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = start;
        return isPacked;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = _isAtEnd || buffer.IsEmpty ? 0 : _unpacked.Read(buffer);
        if (count == 0 && !buffer.IsEmpty && !_isAtEnd)
        {
            _isAtEnd = true;
            _isBroken = !IsWhole();
        }

        return _isBroken ? throw new InvalidDataException("The gzip packing breaks off before its end.") : count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    // Gzip files may follow each other. One more is handed over at the end: it comes out as it went in only when the one before was whole.
    // Bytes that belong to no file behind the last one, such as zeros, are passed over, and then the seal is not asked for.
    private bool IsWhole()
    {
        _packed.IsSealed = true;
        Span<byte> read = stackalloc byte[Seal.Length + 1];
        try
        {
            int length = _unpacked.ReadAtLeast(read, read.Length, throwOnEndOfStream: false);
            return !_packed.IsSealTaken || read[..length].SequenceEqual(Seal);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>Packed bytes, and once they are sealed the packed seal behind them.</summary>
    private sealed class SealedStream(Stream packed) : ReadOnlyStream
    {
        private int _sealBytes;

        public bool IsSealed { get; set; }

        public bool IsSealTaken => _sealBytes > 0;

        public override int Read(Span<byte> buffer)
        {
            if (!IsSealed)
            {
                return packed.Read(buffer);
            }

            int count = Math.Min(buffer.Length, PackedSeal.Length - _sealBytes);
            PackedSeal.AsSpan(_sealBytes, count).CopyTo(buffer);
            _sealBytes += count;
            return count;
        }
    }
}
