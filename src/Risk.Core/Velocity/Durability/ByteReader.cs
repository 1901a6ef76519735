using System.Buffers.Binary;
using System.Text;

namespace Risk.Velocity;

/// <summary>Reads what a <see cref="ByteWriter"/> wrote. Past the end it reads zeros and says so: a wrong length must not read beyond what was checked.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether something was asked for that is not there.</summary>
    public bool IsBeyondEnd { get; private set; }

    public readonly int Remaining => _rest.Length;

    public byte Byte() => Take(1) is { Length: 1 } bytes ? bytes[0] : (byte)0;

    public int Int32() => Take(sizeof(int)) is { Length: sizeof(int) } bytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : 0;

    public long Int64() => Take(sizeof(long)) is { Length: sizeof(long) } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    public ulong UInt64() => (ulong)Int64();

    /// <summary>Fills words; with zeros past the end.</summary>
    public void UInt64s(Span<ulong> words)
    {
        ReadOnlySpan<byte> bytes = Take(words.Length * sizeof(ulong));
        if (bytes.Length < words.Length * sizeof(ulong))
        {
            words.Clear();
            return;
        }

        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * sizeof(ulong))..]);
        }
    }

    /// <summary>A count of things that take so many bytes each at least; 0 when there is no room for them.</summary>
    public int Count(int bytesEach)
    {
        int count = Int32();
        if (count < 0 || (long)count * bytesEach > _rest.Length)
        {
            IsBeyondEnd = true;
            return 0;
        }

        return count;
    }

    public string Text()
    {
        int length = Count(1);
        return Encoding.UTF8.GetString(Take(length));
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _rest.Length)
        {
            IsBeyondEnd = true;
            _rest = default;
            return default;
        }

        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
