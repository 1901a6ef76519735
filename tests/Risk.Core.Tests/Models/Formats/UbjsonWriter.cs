using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>Writes JSON as UBJSON, for tests.</summary>
internal sealed class UbjsonWriter
{
    private readonly MemoryStream _bytes = new();
    private readonly UbjsonStyle _style;

    private UbjsonWriter(UbjsonStyle style) => _style = style;

    public static byte[] Write(string json, UbjsonStyle style = UbjsonStyle.Plain)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        UbjsonWriter writer = new(style);
        writer.Value(document.RootElement);
        return writer._bytes.ToArray();
    }

    private bool Counts => _style is UbjsonStyle.Counted or UbjsonStyle.Typed;

    private void Value(JsonElement element)
    {
        if (_style == UbjsonStyle.Padded && _bytes.Length > 0)
        {
            Byte('N');
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Object(element);
                break;
            case JsonValueKind.Array:
                Array(element);
                break;
            case JsonValueKind.String:
                Byte('S');
                Text(element.GetString()!);
                break;
            case JsonValueKind.Number:
                Number(element);
                break;
            case JsonValueKind.True:
                Byte('T');
                break;
            case JsonValueKind.False:
                Byte('F');
                break;
            default:
                Byte('Z');
                break;
        }
    }

    private void Object(JsonElement element)
    {
        Byte('{');
        if (Counts)
        {
            Byte('#');
            Integer(element.EnumerateObject().Count());
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            Text(property.Name);
            Value(property.Value);
        }

        if (!Counts)
        {
            Byte('}');
        }
    }

    private void Array(JsonElement element)
    {
        Byte('[');
        int count = element.GetArrayLength();
        bool numbers = count > 0 && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number);
        bool integers = numbers && element.EnumerateArray().All(IsInteger);
        if (_style == UbjsonStyle.Typed && numbers)
        {
            Byte('$');
            Byte(integers ? 'l' : 'd');
        }

        if (Counts)
        {
            Byte('#');
            Integer(count);
        }

        foreach (JsonElement item in element.EnumerateArray())
        {
            if (_style != UbjsonStyle.Typed || !numbers)
            {
                Value(item);
            }
            else if (integers)
            {
                Block(4, span => BinaryPrimitives.WriteInt32BigEndian(span, item.GetInt32()));
            }
            else
            {
                Block(4, span => BinaryPrimitives.WriteSingleBigEndian(span, item.GetSingle()));
            }
        }

        if (!Counts)
        {
            Byte(']');
        }
    }

    private static bool IsInteger(JsonElement element) => element.TryGetInt32(out _);

    private void Number(JsonElement element)
    {
        if (_style == UbjsonStyle.HighPrecision)
        {
            Byte('H');
            Text(element.GetRawText());
        }
        else if (IsInteger(element))
        {
            Integer(element.GetInt32());
        }
        else if (_style == UbjsonStyle.Wide)
        {
            Byte('D');
            Block(8, span => BinaryPrimitives.WriteDoubleBigEndian(span, element.GetDouble()));
        }
        else
        {
            Byte('d');
            Block(4, span => BinaryPrimitives.WriteSingleBigEndian(span, element.GetSingle()));
        }
    }

    private void Integer(int value)
    {
        switch (_style)
        {
            case UbjsonStyle.Wide:
                Byte('L');
                Block(8, span => BinaryPrimitives.WriteInt64BigEndian(span, value));
                break;
            case UbjsonStyle.Unsigned when value is >= 0 and <= ushort.MaxValue && value % 3 == 0:
                Byte('u');
                Block(2, span => BinaryPrimitives.WriteUInt16BigEndian(span, (ushort)value));
                break;
            case UbjsonStyle.Unsigned when value >= 0 && value % 3 == 1:
                Byte('m');
                Block(4, span => BinaryPrimitives.WriteUInt32BigEndian(span, (uint)value));
                break;
            case UbjsonStyle.Unsigned when value >= 0:
                Byte('M');
                Block(8, span => BinaryPrimitives.WriteUInt64BigEndian(span, (ulong)value));
                break;
            case UbjsonStyle.Padded when value is >= short.MinValue and <= short.MaxValue:
                Byte('I');
                Block(2, span => BinaryPrimitives.WriteInt16BigEndian(span, (short)value));
                break;
            case UbjsonStyle.Plain when value is >= 0 and <= byte.MaxValue:
                Byte('U');
                Byte((char)value);
                break;
            case UbjsonStyle.Plain when value is >= sbyte.MinValue and < 0:
                Byte('i');
                Byte((char)(byte)value);
                break;
            default:
                Byte('l');
                Block(4, span => BinaryPrimitives.WriteInt32BigEndian(span, value));
                break;
        }
    }

    private void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Integer(bytes.Length);
        _bytes.Write(bytes);
    }

    private void Block(int length, Action<byte[]> write)
    {
        byte[] block = new byte[length];
        write(block);
        _bytes.Write(block);
    }

    private void Byte(char value) => _bytes.WriteByte((byte)value);
}
