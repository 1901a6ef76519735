using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Risk.Models.Formats.XGBoost;

/// <summary>
/// Reads JSON as XGBoost writes it: with <c>NaN</c> and <c>Infinity</c> as bare words, which
/// <see cref="Utf8JsonReader"/> refuses. Numbers are read to the nearest float32 directly.
/// </summary>
internal ref struct JsonStructureReader : IStructureReader
{
    private const int MaximumDepth = 64;

    private readonly ReadOnlySpan<byte> _text;
    private int _position;
    private int _depth;

    // A bit per level: whether it is an object, and whether an item was read already.
    private ulong _objects;
    private ulong _started;

    public JsonStructureReader(ReadOnlySpan<byte> text)
    {
        _text = text;
        _position = text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
    }

    public StructureKind Peek()
    {
        byte next = PeekByte();
        return next switch
        {
            (byte)'{' => StructureKind.Object,
            (byte)'[' => StructureKind.Array,
            (byte)'"' => StructureKind.Text,
            (byte)'t' or (byte)'f' => StructureKind.Truth,
            (byte)'n' when !IsWord("nan"u8) => StructureKind.Null,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') or (byte)'N' or (byte)'I' or (byte)'i' or (byte)'n' => StructureKind.Number,
            _ => throw Problem($"'{(char)next}' can't start a value"),
        };
    }

    public void EnterObject() => Enter((byte)'{', 1);

    public void EnterArray() => Enter((byte)'[', 0);

    public bool NextKey(out ReadOnlySpan<byte> key)
    {
        key = default;
        if (!Next((byte)'}'))
        {
            return false;
        }

        ReadOnlySpan<byte> raw = ReadQuoted(out bool escaped);
        key = escaped ? Encoding.UTF8.GetBytes(Unescape(raw)) : raw;
        if (PeekByte() != ':')
        {
            throw Problem("':' is missing after a key");
        }

        _position++;
        return true;
    }

    public bool NextItem() => Next((byte)']');

    public string ReadText()
    {
        ReadOnlySpan<byte> raw = ReadQuoted(out bool escaped);
        return escaped ? Unescape(raw) : Encoding.UTF8.GetString(raw);
    }

    public float ReadSingle()
    {
        int start = Start();
        return TryParseSingle(ReadWord(), out float value) ? value : throw new StructureSyntaxException(start, "this is no number");
    }

    public double ReadDouble()
    {
        int start = Start();
        ReadOnlySpan<byte> word = ReadWord();
        if (word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8))
        {
            return word.Length == 4 ? 1 : 0;
        }

        return TryParseDouble(word, out double value) ? value : throw new StructureSyntaxException(start, "this is no number");
    }

    public void Skip()
    {
        int outer = _depth;
        do
        {
            if (_depth > outer && !((_objects >> (_depth - 1) & 1) != 0 ? NextKey(out _) : NextItem()))
            {
                continue;
            }

            switch (Peek())
            {
                case StructureKind.Object:
                    EnterObject();
                    break;
                case StructureKind.Array:
                    EnterArray();
                    break;
                case StructureKind.Text:
                    ReadQuoted(out _);
                    break;
                case StructureKind.Number:
                    ReadDouble();
                    break;
                default:
                    SkipLiteral();
                    break;
            }
        }
        while (_depth > outer);
    }

    public float[] ReadSingles(StructureContext context)
    {
        GrowingArray<float> values = new();
        EnterArray();
        while (NextItem())
        {
            StructureKind kind = Peek();
            if (kind == StructureKind.Number)
            {
                values.Add(ReadSingle());
            }
            else if (kind == StructureKind.Text && TryParseSingle(ReadQuoted(out _), out float value))
            {
                values.Add(value);
            }
            else
            {
                context.WrongItem(values.Count, "a number", StructureContext.Describe(kind));
                SkipUnlessText(kind);
                values.Add(0);
            }
        }

        return values.ToArray();
    }

    public int[] ReadIntegers(StructureContext context)
    {
        GrowingArray<int> values = new();
        EnterArray();
        while (NextItem())
        {
            StructureKind kind = Peek();
            if (kind is StructureKind.Number or StructureKind.Truth)
            {
                int start = _position;
                double value = ReadDouble();
                if (value != Math.Truncate(value) || Math.Abs(value) > int.MaxValue)
                {
                    context.WrongItem(values.Count, "an integer of 32 bits", Encoding.UTF8.GetString(_text[start.._position]));
                    value = 0;
                }

                values.Add((int)value);
            }
            else
            {
                context.WrongItem(values.Count, "an integer", StructureContext.Describe(kind));
                Skip();
                values.Add(0);
            }
        }

        return values.ToArray();
    }

    public void ExpectEnd()
    {
        SkipWhite();
        if (_position < _text.Length)
        {
            throw Problem("there is something after the end of the document");
        }
    }

    private static bool IsWhite(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private static bool IsWordByte(byte value) =>
        value is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'+' or (byte)'-' or (byte)'.';

    private static bool TryParseSingle(ReadOnlySpan<byte> word, out float value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (float.TryParse(word, Style, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        bool named = TryParseName(word, out double wide);
        value = (float)wide;
        return named;
    }

    private static bool TryParseDouble(ReadOnlySpan<byte> word, out double value)
    {
        if (word.Length is > 0 and < 10 && Utf8Parser.TryParse(word, out int integer, out int used) && used == word.Length)
        {
            value = integer;
            return true;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(word, Style, CultureInfo.InvariantCulture, out value) || TryParseName(word, out value);
    }

    // Every spelling that XGBoost's versions and Python's json module write.
    private static bool TryParseName(ReadOnlySpan<byte> word, out double value)
    {
        bool negative = word.StartsWith("-"u8);
        ReadOnlySpan<byte> name = negative ? word[1..] : word;
        if (name.SequenceEqual("NaN"u8) || name.SequenceEqual("nan"u8))
        {
            value = double.NaN;
            return true;
        }

        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return name.SequenceEqual("Infinity"u8) || name.SequenceEqual("inf"u8) || name.SequenceEqual("Inf"u8);
    }

    private void SkipUnlessText(StructureKind kind)
    {
        if (kind != StructureKind.Text)
        {
            Skip();
        }
    }

    private void SkipLiteral()
    {
        ReadOnlySpan<byte> word = ReadWord();
        if (!word.SequenceEqual("null"u8) && !word.SequenceEqual("true"u8) && !word.SequenceEqual("false"u8))
        {
            throw Problem("unknown word");
        }
    }

    private readonly bool IsWord(ReadOnlySpan<byte> word) => _text[_position..].StartsWith(word);

    private int Start()
    {
        SkipWhite();
        return _position;
    }

    private ReadOnlySpan<byte> ReadWord()
    {
        SkipWhite();
        int start = _position;
        while (_position < _text.Length && IsWordByte(_text[_position]))
        {
            _position++;
        }

        return _text[start.._position];
    }

    private ReadOnlySpan<byte> ReadQuoted(out bool escaped)
    {
        escaped = false;
        if (PeekByte() != '"')
        {
            throw Problem("'\"' is missing");
        }

        int start = ++_position;
        while (true)
        {
            int next = _text[_position..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                throw new StructureSyntaxException(_text.Length, "the file ends inside a text");
            }

            _position += next;
            if (_text[_position] == '"')
            {
                return _text[start.._position++];
            }

            escaped = true;
            _position = Math.Min(_position + 2, _text.Length);
        }
    }

    private readonly string Unescape(ReadOnlySpan<byte> raw)
    {
        try
        {
            Utf8JsonReader reader = new((byte[])[(byte)'"', .. raw, (byte)'"']);
            reader.Read();
            return reader.GetString()!;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new StructureSyntaxException(_position, "a text has an escape that JSON doesn't know");
        }
    }

    private void Enter(byte bracket, ulong isObject)
    {
        if (PeekByte() != bracket)
        {
            throw Problem($"'{(char)bracket}' is missing");
        }

        if (_depth == MaximumDepth)
        {
            throw Problem("values are nested too deeply");
        }

        _position++;
        ulong bit = 1UL << _depth;
        _objects = (_objects & ~bit) | (isObject << _depth);
        _started &= ~bit;
        _depth++;
    }

    private bool Next(byte bracket)
    {
        byte next = PeekByte();
        ulong bit = 1UL << (_depth - 1);
        if (next == bracket)
        {
            _position++;
            _depth--;
            return false;
        }

        if ((_started & bit) != 0)
        {
            if (next != ',')
            {
                throw Problem($"',' or '{(char)bracket}' is missing");
            }

            _position++;
        }

        _started |= bit;
        return true;
    }

    private void SkipWhite()
    {
        while (_position < _text.Length && IsWhite(_text[_position]))
        {
            _position++;
        }
    }

    private byte PeekByte()
    {
        SkipWhite();
        return _position < _text.Length ? _text[_position] : throw Problem("the file ends early");
    }

    private readonly StructureSyntaxException Problem(string message) => new(_position, message);
}
