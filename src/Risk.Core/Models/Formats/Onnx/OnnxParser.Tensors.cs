using System.Buffers.Binary;
using System.Globalization;

namespace Risk.Models.Formats.Onnx;

internal sealed partial class OnnxParser
{
    /// <summary>The most dimensions a tensor may have; what risk models write has at most three.</summary>
    internal const int MaximumRank = 8;

    private OnnxTensor ReadNamedTensor(ProtobufReader reader, int index)
    {
        OnnxTensor tensor = ReadTensor(reader);
        return tensor.Name.Length > 0 ? tensor : throw Wrong("the constant has no name.");
    }

    private OnnxTensor ReadTensor(ProtobufReader reader)
    {
        string name = "";
        long dataType = 0;
        List<long> dimensions = [];
        List<float>? singles = null;
        List<double>? doubles = null;
        List<long>? integers = null;
        List<string>? texts = null;
        ReadOnlySpan<byte> raw = default;
        bool hasRaw = false;
        while (reader.TryReadTag(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    ReadIntegers(ref reader, type, dimensions, "dims");
                    break;
                case 2:
                    dataType = ReadInteger(ref reader, type, "data_type");
                    break;
                case 3:
                    throw Wrong("tensors in segments aren't read.", OnnxCodes.UseRuntime);
                case 4:
                    ReadSingles(ref reader, type, singles ??= [], "float_data");
                    break;
                case 5 or 7 or 11:
                    ReadIntegers(ref reader, type, integers ??= [], field switch { 5 => "int32_data", 7 => "int64_data", _ => "uint64_data" });
                    break;
                case 6:
                    (texts ??= []).Add(ReadText(ref reader, type, "string_data"));
                    break;
                case 8:
                    name = ReadText(ref reader, type, "name");
                    break;
                case 9:
                    Enter("raw_data");
                    Expect(type, WireType.Bytes);
                    raw = reader.ReadBytes();
                    hasRaw = true;
                    Leave();
                    break;
                case 10:
                    ReadDoubles(ref reader, type, doubles ??= [], "double_data");
                    break;
                case 13:
                    throw External(name);
                case 14:
                    if (ReadInteger(ref reader, type, "data_location") == 1)
                    {
                        throw External(name);
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        int[] shape = ToShape(dimensions, name, out int length);
        OnnxDataType element = (OnnxDataType)Math.Clamp(dataType, 0, int.MaxValue);
        int values = (singles?.Count ?? 0) + (doubles?.Count ?? 0) + (integers?.Count ?? 0) + (texts?.Count ?? 0);
        if (hasRaw && (values > 0 || element == OnnxDataType.Text))
        {
            throw WrongTensor(name, "has raw_data and other data at once.");
        }

        OnnxTensor tensor = element switch
        {
            OnnxDataType.Single => new()
            {
                Name = name,
                Type = element,
                Shape = shape,
                Singles = hasRaw ? RawSingles(raw, length, name) : [.. singles ?? []],
            },
            OnnxDataType.Half or OnnxDataType.BFloat16 => new()
            {
                Name = name,
                Type = element,
                Shape = shape,
                Singles = Narrow(hasRaw ? RawIntegers(raw, OnnxDataType.UInt16, length, name) : [.. integers ?? []], element),
            },
            OnnxDataType.Double => new()
            {
                Name = name,
                Type = element,
                Shape = shape,
                Doubles = hasRaw ? RawDoubles(raw, length, name) : [.. doubles ?? []],
            },
            OnnxDataType.Text => new() { Name = name, Type = element, Shape = shape, Texts = [.. texts ?? []] },
            OnnxDataType.Boolean or OnnxDataType.UInt8 or OnnxDataType.Int8 or OnnxDataType.UInt16 or OnnxDataType.Int16
                or OnnxDataType.Int32 or OnnxDataType.UInt32 or OnnxDataType.Int64 or OnnxDataType.UInt64 => new()
                {
                    Name = name,
                    Type = element,
                    Shape = shape,
                    Integers = hasRaw ? RawIntegers(raw, element, length, name) : [.. integers ?? []],
                },
            _ => throw WrongTensor(name, string.Create(CultureInfo.InvariantCulture, $"has the element type {dataType}, which isn't read."), OnnxCodes.UseRuntime),
        };
        return tensor.Length == length
            ? tensor
            : throw WrongTensor(name, string.Create(CultureInfo.InvariantCulture, $"has {tensor.Length} values of its type where its dimensions say {length}."));
    }

    private int[] ToShape(List<long> dimensions, string name, out int length)
    {
        if (dimensions.Count > MaximumRank)
        {
            throw WrongTensor(name, string.Create(CultureInfo.InvariantCulture, $"has {dimensions.Count} dimensions; {MaximumRank} are the most."), OnnxCodes.UseRuntime);
        }

        long product = 1;
        int[] shape = new int[dimensions.Count];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            long size = dimensions[axis];
            product = size is >= 0 and <= int.MaxValue ? product * size : -1;
            if (product is < 0 or > int.MaxValue)
            {
                throw WrongTensor(name, $"has the dimensions [{string.Join(", ", dimensions)}], which can't be right.");
            }

            shape[axis] = (int)size;
        }

        length = (int)product;
        return shape;
    }

    private float[] RawSingles(ReadOnlySpan<byte> raw, int length, string name)
    {
        float[] values = new float[RawCount(raw, sizeof(float), length, name)];
        Decode(raw, values);
        return values;
    }

    private double[] RawDoubles(ReadOnlySpan<byte> raw, int length, string name)
    {
        double[] values = new double[RawCount(raw, sizeof(double), length, name)];
        Decode(raw, values);
        return values;
    }

    private long[] RawIntegers(ReadOnlySpan<byte> raw, OnnxDataType type, int length, string name)
    {
        int size = type switch
        {
            OnnxDataType.Boolean or OnnxDataType.UInt8 or OnnxDataType.Int8 => 1,
            OnnxDataType.UInt16 or OnnxDataType.Int16 => 2,
            OnnxDataType.Int32 or OnnxDataType.UInt32 => 4,
            _ => 8,
        };
        long[] values = new long[RawCount(raw, size, length, name)];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> bytes = raw.Slice(i * size, size);
            values[i] = type switch
            {
                OnnxDataType.Boolean or OnnxDataType.UInt8 => bytes[0],
                OnnxDataType.Int8 => (sbyte)bytes[0],
                OnnxDataType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
                OnnxDataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
                OnnxDataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
                OnnxDataType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
                _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            };
        }

        return values;
    }

    /// <summary>How many values raw bytes hold; checked before an array is made, so that a shape can't ask for more than the file has.</summary>
    private int RawCount(ReadOnlySpan<byte> raw, int size, int length, string name) =>
        raw.Length == (long)length * size
            ? length
            : throw WrongTensor(name, string.Create(CultureInfo.InvariantCulture, $"has {raw.Length} bytes of data where its dimensions say {(long)length * size}."));

    private static float[] Narrow(long[] bits, OnnxDataType type)
    {
        float[] values = new float[bits.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type == OnnxDataType.Half
                ? (float)BitConverter.UInt16BitsToHalf((ushort)bits[i])
                : BitConverter.UInt32BitsToSingle((uint)(ushort)bits[i] << 16);
        }

        return values;
    }

    private RiskFormatException External(string name) => _problems.Fatal(
        OnnxCodes.ExternalData,
        Place,
        name.Length == 0 ? "the constant's data is in another file." : $"the data of the constant '{name}' is in another file.",
        "save the model as one file (onnx.save_model with save_as_external_data=False).");

    private RiskFormatException WrongTensor(string name, string problem, string? suggestion = null) =>
        _problems.Fatal(OnnxCodes.Tensor, Place, name.Length == 0 ? $"the tensor {problem}" : $"the constant '{name}' {problem}", suggestion);
}
