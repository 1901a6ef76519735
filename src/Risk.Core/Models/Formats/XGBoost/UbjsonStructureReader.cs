using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Risk.Models.Formats.XGBoost;

/// <summary>
/// Reads UBJSON (draft 12, big-endian) with typed and counted containers, and the unsigned integers <c>u m M</c> that
/// XGBoost took over from BJData. A length is believed only as far as the file can hold it.
/// </summary>
internal ref struct UbjsonStructureReader : IStructureReader
{
    private const int MaximumDepth = 64;
    private const long UntilBracket = -1;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _depth;
    private Frames _frames;

    public UbjsonStructureReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public StructureKind Peek()
    {
        byte marker = PeekMarker();
        return marker switch
        {
            (byte)'{' => StructureKind.Object,
            (byte)'[' => StructureKind.Array,
            (byte)'S' or (byte)'C' => StructureKind.Text,
            (byte)'T' or (byte)'F' => StructureKind.Truth,
            (byte)'Z' => StructureKind.Null,
            (byte)'H' => StructureKind.Number,
            _ when SizeOf(marker) > 0 => StructureKind.Number,
            _ => throw Problem($"0x{marker:X2} can't start a value"),
        };
    }

    public void EnterObject() => Enter((byte)'{');

    public void EnterArray() => Enter((byte)'[');

    public bool NextKey(out ReadOnlySpan<byte> key)
    {
        key = default;
        if (!Next((byte)'}'))
        {
            return false;
        }

        key = ReadBlock(ReadLength());
        return true;
    }

    public bool NextItem() => Next((byte)']');

    public string ReadText()
    {
        byte marker = TakeMarker();
        return marker switch
        {
            (byte)'S' => Encoding.UTF8.GetString(ReadBlock(ReadLength())),
            (byte)'C' => ((char)ReadBlock(1)[0]).ToString(),
            _ => throw Problem("a text is missing"),
        };
    }

    public float ReadSingle() => ReadSingle(TakeMarker());

    public double ReadDouble() => ReadDouble(TakeMarker());

    public void Skip()
    {
        int outer = _depth;
        do
        {
            if (_depth > outer)
            {
                ref Frame frame = ref _frames[_depth - 1];
                if (!frame.IsObject && frame.Remaining > 0 && SizeOf(frame.Type) > 0)
                {
                    ReadBlock(frame.Remaining * SizeOf(frame.Type));
                    frame.Remaining = 0;
                }

                if (!(frame.IsObject ? NextKey(out _) : NextItem()))
                {
                    continue;
                }
            }

            SkipStart();
        }
        while (_depth > outer);
    }

    public float[] ReadSingles(StructureContext context)
    {
        EnterArray();
        Frame frame = _frames[_depth - 1];
        if (frame is { Type: (byte)'d', Remaining: >= 0 })
        {
            return ReadSingleBlock(frame.Remaining);
        }

        GrowingArray<float> values = new();
        while (NextItem())
        {
            StructureKind kind = Peek();
            if (kind == StructureKind.Number)
            {
                values.Add(ReadSingle());
            }
            else
            {
                context.WrongItem(values.Count, "a number", StructureContext.Describe(kind));
                Skip();
                values.Add(0);
            }
        }

        return values.ToArray();
    }

    public int[] ReadIntegers(StructureContext context)
    {
        EnterArray();
        Frame frame = _frames[_depth - 1];
        if (frame is { Type: (byte)'l', Remaining: >= 0 })
        {
            return ReadIntegerBlock(frame.Remaining);
        }

        GrowingArray<int> values = new();
        while (NextItem())
        {
            StructureKind kind = Peek();
            double value = 0;
            if (kind is StructureKind.Number or StructureKind.Truth)
            {
                value = ReadDouble();
                if (value != Math.Truncate(value) || Math.Abs(value) > int.MaxValue)
                {
                    context.WrongItem(values.Count, "an integer of 32 bits", value.ToString(CultureInfo.InvariantCulture));
                    value = 0;
                }
            }
            else
            {
                context.WrongItem(values.Count, "an integer", StructureContext.Describe(kind));
                Skip();
            }

            values.Add((int)value);
        }

        return values.ToArray();
    }

    public void ExpectEnd()
    {
        if (_position < _bytes.Length)
        {
            throw Problem("there is something after the end of the document");
        }
    }

    // Bytes of a number's value; 0 for what is no number.
    private static int SizeOf(byte marker) => marker switch
    {
        (byte)'i' or (byte)'U' => 1,
        (byte)'I' or (byte)'u' => 2,
        (byte)'l' or (byte)'m' or (byte)'d' => 4,
        (byte)'L' or (byte)'M' or (byte)'D' => 8,
        _ => 0,
    };

    private void SkipStart()
    {
        byte marker = PeekMarker();
        if (marker == '{')
        {
            EnterObject();
            return;
        }

        if (marker == '[')
        {
            EnterArray();
            return;
        }

        TakeMarker();
        long length = marker switch
        {
            (byte)'T' or (byte)'F' or (byte)'Z' => 0,
            (byte)'C' => 1,
            (byte)'S' or (byte)'H' => ReadLength(),
            _ when SizeOf(marker) > 0 => SizeOf(marker),
            _ => throw Problem($"0x{marker:X2} can't start a value"),
        };
        ReadBlock(length);
    }

    private float ReadSingle(byte marker)
    {
        if (marker == 'd')
        {
            return BinaryPrimitives.ReadSingleBigEndian(ReadBlock(4));
        }

        if (marker == 'H')
        {
            return float.TryParse(ReadBlock(ReadLength()), NumberStyles.Float, CultureInfo.InvariantCulture, out float value)
                ? value
                : throw Problem("this is no number");
        }

        return (float)ReadDouble(marker);
    }

    private double ReadDouble(byte marker) => marker switch
    {
        (byte)'i' => (sbyte)ReadBlock(1)[0],
        (byte)'U' => ReadBlock(1)[0],
        (byte)'I' => BinaryPrimitives.ReadInt16BigEndian(ReadBlock(2)),
        (byte)'u' => BinaryPrimitives.ReadUInt16BigEndian(ReadBlock(2)),
        (byte)'l' => BinaryPrimitives.ReadInt32BigEndian(ReadBlock(4)),
        (byte)'m' => BinaryPrimitives.ReadUInt32BigEndian(ReadBlock(4)),
        (byte)'L' => BinaryPrimitives.ReadInt64BigEndian(ReadBlock(8)),
        (byte)'M' => BinaryPrimitives.ReadUInt64BigEndian(ReadBlock(8)),
        (byte)'d' => BinaryPrimitives.ReadSingleBigEndian(ReadBlock(4)),
        (byte)'D' => BinaryPrimitives.ReadDoubleBigEndian(ReadBlock(8)),
        (byte)'T' => 1,
        (byte)'F' => 0,
        (byte)'H' => double.TryParse(ReadBlock(ReadLength()), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw Problem("this is no number"),
        _ => throw Problem("a number is missing"),
    };

    private float[] ReadSingleBlock(long count)
    {
        ReadOnlySpan<byte> block = ReadBlock(count * sizeof(float));
        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleBigEndian(block[(i * sizeof(float))..]);
        }

        _depth--;
        return values;
    }

    private int[] ReadIntegerBlock(long count)
    {
        ReadOnlySpan<byte> block = ReadBlock(count * sizeof(int));
        int[] values = new int[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32BigEndian(block[(i * sizeof(int))..]);
        }

        _depth--;
        return values;
    }

    private void Enter(byte bracket)
    {
        if (TakeMarker() != bracket)
        {
            throw Problem($"'{(char)bracket}' is missing");
        }

        if (_depth == MaximumDepth)
        {
            throw Problem("values are nested too deeply");
        }

        Frame frame = new() { IsObject = bracket == '{', Remaining = UntilBracket };
        if (PeekByte() == '$')
        {
            _position++;
            frame.Type = TakeByte();
            if (PeekByte() != '#')
            {
                throw Problem("a typed container must have a count");
            }
        }

        if (PeekByte() == '#')
        {
            _position++;
            frame.Remaining = ReadLength();
            long least = frame.Remaining * Math.Max(SizeOf(frame.Type), 1);
            if (least > _bytes.Length - _position)
            {
                throw Problem(string.Create(CultureInfo.InvariantCulture, $"a container says that it has {frame.Remaining} items, more than the rest of the file can hold"));
            }
        }

        _frames[_depth++] = frame;
    }

    private bool Next(byte bracket)
    {
        ref Frame frame = ref _frames[_depth - 1];
        if (frame.Remaining == UntilBracket)
        {
            if (PeekByte() != bracket)
            {
                return true;
            }

            _position++;
            _depth--;
            return false;
        }

        if (frame.Remaining == 0)
        {
            _depth--;
            return false;
        }

        frame.Remaining--;
        return true;
    }

    // Inside a typed container the marker is the container's; before a value XGBoost may pad with no-op markers.
    private byte PeekMarker()
    {
        if (_depth > 0 && _frames[_depth - 1].Type is not 0 and var type)
        {
            return type;
        }

        while (PeekByte() == 'N')
        {
            _position++;
        }

        return _bytes[_position];
    }

    private byte TakeMarker()
    {
        byte marker = PeekMarker();
        if (_depth == 0 || _frames[_depth - 1].Type == 0)
        {
            _position++;
        }

        return marker;
    }

    private long ReadLength()
    {
        byte marker = TakeByte();
        if (marker is (byte)'d' or (byte)'D' || SizeOf(marker) == 0)
        {
            throw Problem("a length is missing");
        }

        double length = ReadDouble(marker);
        if (length < 0 || length > _bytes.Length - _position)
        {
            throw Problem(string.Create(CultureInfo.InvariantCulture, $"a length of {length} is more than the rest of the file can hold"));
        }

        return (long)length;
    }

    private ReadOnlySpan<byte> ReadBlock(long length)
    {
        if (length > _bytes.Length - _position)
        {
            throw Problem("the file ends early");
        }

        ReadOnlySpan<byte> block = _bytes.Slice(_position, (int)length);
        _position += (int)length;
        return block;
    }

    private readonly byte PeekByte() => _position < _bytes.Length ? _bytes[_position] : throw Problem("the file ends early");

    private byte TakeByte()
    {
        byte value = PeekByte();
        _position++;
        return value;
    }

    private readonly StructureSyntaxException Problem(string message) => new(_position, message);

    private struct Frame
    {
        public bool IsObject;
        public byte Type;
        public long Remaining;
    }

    [InlineArray(MaximumDepth)]
    private struct Frames
    {
        private Frame _first;
    }
}
