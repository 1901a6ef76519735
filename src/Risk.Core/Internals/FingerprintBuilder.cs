using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Risk.Internals;

/// <summary>
/// Hashes a sequence of typed values to a <see cref="Fingerprint"/>. Every value is prefixed by its type and
/// length, so that neighbours cannot run into each other. For load time only: it allocates.
/// </summary>
internal sealed class FingerprintBuilder : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public FingerprintBuilder(string domain) => Add(domain);

    public FingerprintBuilder Add(string? value)
    {
        if (value is null)
        {
            return Raw((byte)'n', []);
        }

        return Raw((byte)'s', Encoding.UTF8.GetBytes(value));
    }

    public FingerprintBuilder Add(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw((byte)'i', bytes);
    }

    public FingerprintBuilder Add(double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return Raw((byte)'d', bytes);
    }

    public FingerprintBuilder Add(Fingerprint value) => Add(unchecked((long)value.Value));

    public FingerprintBuilder Add(ReadOnlySpan<byte> value) => Raw((byte)'b', value);

    /// <summary>Ends the sequence; the builder can't be used after it.</summary>
    public Fingerprint Build()
    {
        Span<byte> digest = stackalloc byte[32];
        _hash.GetHashAndReset(digest);
        Dispose();
        return new Fingerprint(BinaryPrimitives.ReadUInt64BigEndian(digest));
    }

    public void Dispose() => _hash.Dispose();

    private FingerprintBuilder Raw(byte type, ReadOnlySpan<byte> value)
    {
        Span<byte> head = stackalloc byte[9];
        head[0] = type;
        BinaryPrimitives.WriteInt64LittleEndian(head[1..], value.Length);
        _hash.AppendData(head);
        _hash.AppendData(value);
        return this;
    }
}
