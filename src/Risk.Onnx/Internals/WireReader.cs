namespace Risk.Onnx.Internals;

/// <summary>
/// Reads fields of a protobuf message from a span, forward only. Stops at the first byte that makes no sense: a damaged file is ONNX Runtime's to refuse.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Its value when it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its content when it is text, bytes or a message; empty for numbers.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>The whole field with its tag.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    /// <summary>Whether the message could not be read to its end.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Reads the next field.</summary>
    /// <returns>False at the end of the message, and at damage.</returns>
    public bool Read()
    {
        int start = _position;
        if (start >= _message.Length)
        {
            return false;
        }

        Number = 0;
        Content = default;
        if (!TryVarint(out ulong tag))
        {
            return Damaged();
        }

        Field = (int)(tag >> 3);
        bool read = (int)(tag & 7) switch
        {
            Varint => TryNumber(),
            Fixed64 => TryTake(sizeof(ulong)),
            Bytes => TryVarint(out ulong length) && TryTake(length),
            Fixed32 => TryTake(sizeof(uint)),
            _ => false,
        };
        if (!read)
        {
            return Damaged();
        }

        Whole = _message[start.._position];
        return true;
    }

    private bool Damaged()
    {
        IsDamaged = true;
        _position = _message.Length;
        return false;
    }

    private bool TryNumber()
    {
        bool read = TryVarint(out ulong number);
        Number = number;
        return read;
    }

    private bool TryTake(ulong length)
    {
        if (length > (ulong)(_message.Length - _position))
        {
            return false;
        }

        Content = _message.Slice(_position, (int)length);
        _position += (int)length;
        return true;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && _position < _message.Length; shift += 7)
        {
            byte next = _message[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
