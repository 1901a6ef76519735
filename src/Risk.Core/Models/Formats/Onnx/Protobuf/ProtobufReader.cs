using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Risk.Models.Formats.Onnx;

/// <summary>
/// Reads the protobuf wire format from a span, forward only, without trusting a byte of it: every length is compared with
/// what is left, every varint ends within ten bytes, nothing is allocated for what a length merely claims.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> data, int origin = 0)
{
    private const int LongestVarint = 10;

    private readonly ReadOnlySpan<byte> _data = data;
    private readonly int _origin = origin;
    private int _position;

    /// <summary>Where the next byte lies in the whole file.</summary>
    public readonly int Offset => _origin + _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _data.Length - _position;

    /// <summary>Reads the next field's number and type.</summary>
    /// <returns>False at the end of the message.</returns>
    public bool TryReadTag(out int field, out WireType type)
    {
        if (_position >= _data.Length)
        {
            (field, type) = (0, WireType.Varint);
            return false;
        }

        int start = _position;
        ulong tag = ReadVarint();
        type = (WireType)(tag & 7);
        field = (int)Math.Min(tag >> 3, int.MaxValue);
        if (field is 0 or > 0x1FFFFFFF || type is not (WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32))
        {
            throw Problem(string.Create(CultureInfo.InvariantCulture, $"a field can't begin with the tag {tag}"), start);
        }

        return true;
    }

    /// <summary>Reads a varint.</summary>
    public ulong ReadVarint()
    {
        int start = _position;
        ulong value = 0;
        for (int index = 0; index < LongestVarint; index++)
        {
            if (_position >= _data.Length)
            {
                throw Problem("a number is cut off", start);
            }

            byte next = _data[_position++];
            if (index == LongestVarint - 1 && next > 1)
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << (7 * index);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Problem("a number has more than 64 bits", start);
    }

    /// <summary>Reads four bytes.</summary>
    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>Reads eight bytes.</summary>
    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>Reads a length and the bytes it covers.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        int start = _position;
        ulong length = ReadVarint();
        if (length > (ulong)Remaining)
        {
            throw Problem(string.Create(CultureInfo.InvariantCulture, $"a length says {length} bytes where {Remaining} are left"), start);
        }

        return Take((int)length);
    }

    /// <summary>Reads a length and gives a reader of the message it covers.</summary>
    [UnscopedRef]
    public ProtobufReader ReadMessage()
    {
        ReadOnlySpan<byte> message = ReadBytes();
        return new ProtobufReader(message, Offset - message.Length);
    }

    /// <summary>Passes over a field that isn't needed.</summary>
    public void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                ReadVarint();
                break;
            case WireType.Fixed64:
                Take(sizeof(ulong));
                break;
            case WireType.Fixed32:
                Take(sizeof(uint));
                break;
            default:
                ReadBytes();
                break;
        }
    }

    /// <summary>A problem at a position of this reader's span.</summary>
    private readonly ProtobufException Problem(string problem, int position) => new(problem, _origin + position);

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > Remaining)
        {
            throw Problem(string.Create(CultureInfo.InvariantCulture, $"{length} bytes are needed where {Remaining} are left"), _position);
        }

        ReadOnlySpan<byte> taken = _data.Slice(_position, length);
        _position += length;
        return taken;
    }
}
