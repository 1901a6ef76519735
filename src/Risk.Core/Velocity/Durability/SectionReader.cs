using System.Buffers.Binary;

namespace Risk.Velocity;

/// <summary>Reads the sections of a snapshot, or the batches of a journal, and checks each before anybody sees it.</summary>
internal sealed class SectionReader : IDisposable
{
    private const int Overhead = SnapshotFile.PrefixBytes + sizeof(int);

    private readonly FileStream _stream;
    private byte[] _buffer = new byte[64 * 1024];

    public SectionReader(string path) => _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);

    /// <summary>Where the next section starts.</summary>
    public long Position => _stream.Position;

    public long Length => _stream.Length;

    /// <summary>Why the last section could not be read; null at the end of the file.</summary>
    public SectionFault? Fault { get; private set; }

    /// <summary>Whether the damaged section is the file's last.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Reads the first bytes of the file: magic, the last of them the version.</summary>
    /// <returns>The version; 0 when these are other bytes or the version is not known.</returns>
    public int ReadVersion(ReadOnlySpan<byte> magic)
    {
        Span<byte> read = stackalloc byte[magic.Length];
        return _stream.ReadAtLeast(read, read.Length, throwOnEndOfStream: false) == read.Length && read[..^1].SequenceEqual(magic[..^1])
            && read[^1] is >= SnapshotFile.FirstVersion and <= SnapshotFile.Version
            ? read[^1]
            : 0;
    }

    /// <summary>The bytes of the next section, valid until the next call.</summary>
    /// <returns>False at the end of the file and at a fault.</returns>
    public bool TryRead(out ReadOnlySpan<byte> section)
    {
        section = default;
        long start = _stream.Position;
        long rest = _stream.Length - start;
        if (rest == 0)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[SnapshotFile.PrefixBytes];
        if (rest < Overhead || _stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
        {
            return Fail(SectionFault.EndsEarly, start);
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length <= 0 || BinaryPrimitives.ReadInt32LittleEndian(prefix[sizeof(int)..]) != ~length)
        {
            return Fail(IsZeroToTheEnd(prefix) ? SectionFault.EndsEarly : SectionFault.Damaged, start);
        }

        if (length > rest - Overhead)
        {
            return Fail(SectionFault.EndsEarly, start);
        }

        int total = length + Overhead;
        if (_buffer.Length < total)
        {
            _buffer = new byte[total];
        }

        prefix.CopyTo(_buffer);
        _stream.ReadExactly(_buffer, prefix.Length, total - prefix.Length);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(total - sizeof(int)));
        if (ByteWriter.Compute(_buffer.AsSpan(0, total - sizeof(int))) != expected)
        {
            IsLast = _stream.Position == _stream.Length;
            return Fail(SectionFault.Damaged, start);
        }

        section = _buffer.AsSpan(SnapshotFile.PrefixBytes, length);
        return true;
    }

    public void Dispose() => _stream.Dispose();

    // A machine that died may leave the length of a file but not its bytes.
    private bool IsZeroToTheEnd(ReadOnlySpan<byte> prefix)
    {
        if (prefix.ContainsAnyExcept((byte)0))
        {
            return false;
        }

        int read;
        while ((read = _stream.Read(_buffer)) > 0)
        {
            if (_buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                return false;
            }
        }

        return true;
    }

    private bool Fail(SectionFault fault, long start)
    {
        Fault = fault;
        _stream.Position = start;
        return false;
    }
}
