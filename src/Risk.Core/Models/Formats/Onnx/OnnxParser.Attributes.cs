using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Risk.Models.Formats.Onnx;

internal sealed partial class OnnxParser
{
    private OnnxAttribute ReadAttribute(ProtobufReader reader, int index)
    {
        string name = "";
        float? single = null;
        long? integer = null;
        string? text = null;
        OnnxTensor? tensor = null;
        List<float>? singles = null;
        List<long>? integers = null;
        List<string>? texts = null;
        string? other = null;
        long declared = 0;
        while (reader.TryReadTag(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    name = ReadText(ref reader, type, "name");
                    break;
                case 2:
                    single = ReadSingle(ref reader, type);
                    break;
                case 3:
                    integer = ReadInteger(ref reader, type, "i");
                    break;
                case 4:
                    text = ReadText(ref reader, type, "s");
                    break;
                case 5:
                    Enter("t");
                    tensor = ReadTensor(Message(ref reader, type));
                    Leave();
                    break;
                case 7:
                    ReadSingles(ref reader, type, singles ??= [], "floats");
                    break;
                case 8:
                    ReadIntegers(ref reader, type, integers ??= [], "ints");
                    break;
                case 9:
                    (texts ??= []).Add(ReadText(ref reader, type, "strings"));
                    break;
                case 6 or 11:
                    other = "a subgraph";
                    reader.Skip(type);
                    break;
                case 10 or 14 or 15 or 22 or 23:
                    other = "a list of tensors, a type or a sparse tensor";
                    reader.Skip(type);
                    break;
                case 20:
                    declared = ReadInteger(ref reader, type, "type");
                    break;
                case 21:
                    other = "a reference to a function's attribute";
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        // A list without values leaves no trace but the declared type; so does a number that is zero or an empty text.
        return new OnnxAttribute
        {
            Name = name.Length > 0 ? name : throw Wrong("the attribute has no name."),
            Single = declared == 1 ? single ?? 0 : single,
            Integer = declared == 2 ? integer ?? 0 : integer,
            Text = declared == 3 ? text ?? "" : text,
            Tensor = tensor,
            Singles = declared == 6 || singles is not null ? [.. singles ?? []] : null,
            Integers = declared == 7 || integers is not null ? [.. integers ?? []] : null,
            Texts = declared == 8 || texts is not null ? [.. texts ?? []] : null,
            Other = other,
        };
    }

    private float ReadSingle(ref ProtobufReader reader, WireType type)
    {
        Enter("f");
        Expect(type, WireType.Fixed32);
        float value = BitConverter.UInt32BitsToSingle(reader.ReadFixed32());
        Leave();
        return value;
    }

    /// <summary>Repeated numbers come packed, one by one, or both.</summary>
    private void ReadSingles(ref ProtobufReader reader, WireType type, List<float> values, string field)
    {
        Enter(field, values.Count);
        if (type == WireType.Bytes)
        {
            ReadOnlySpan<byte> bytes = Whole(reader.ReadBytes(), sizeof(float));
            int start = values.Count;
            CollectionsMarshal.SetCount(values, start + (bytes.Length / sizeof(float)));
            Decode(bytes, CollectionsMarshal.AsSpan(values)[start..]);
        }
        else
        {
            Expect(type, WireType.Fixed32);
            values.Add(BitConverter.UInt32BitsToSingle(reader.ReadFixed32()));
        }

        Leave();
    }

    private void ReadDoubles(ref ProtobufReader reader, WireType type, List<double> values, string field)
    {
        Enter(field, values.Count);
        if (type == WireType.Bytes)
        {
            ReadOnlySpan<byte> bytes = Whole(reader.ReadBytes(), sizeof(double));
            int start = values.Count;
            CollectionsMarshal.SetCount(values, start + (bytes.Length / sizeof(double)));
            Decode(bytes, CollectionsMarshal.AsSpan(values)[start..]);
        }
        else
        {
            Expect(type, WireType.Fixed64);
            values.Add(BitConverter.UInt64BitsToDouble(reader.ReadFixed64()));
        }

        Leave();
    }

    private void ReadIntegers(ref ProtobufReader reader, WireType type, List<long> values, string field)
    {
        Enter(field, values.Count);
        if (type == WireType.Bytes)
        {
            ProtobufReader packed = reader.ReadMessage();
            while (packed.Remaining > 0)
            {
                values.Add(unchecked((long)packed.ReadVarint()));
            }
        }
        else
        {
            Expect(type, WireType.Varint);
            values.Add(unchecked((long)reader.ReadVarint()));
        }

        Leave();
    }

    private ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> bytes, int size) =>
        bytes.Length % size == 0 ? bytes : throw Wrong($"{bytes.Length} bytes aren't a whole number of values of {size} bytes.", "the file is damaged.");

    private static void Decode(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }
    }

    private static void Decode(ReadOnlySpan<byte> bytes, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        }
    }

}
