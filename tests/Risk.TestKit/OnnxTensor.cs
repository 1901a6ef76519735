using System.Buffers.Binary;

namespace Risk.TestKit;

/// <summary>A tensor in an ONNX file that a test writes.</summary>
public sealed class OnnxTensor
{
    /// <summary>The number of the type float.</summary>
    public const int Float = 1;

    /// <summary>The number of the type uint8.</summary>
    public const int UInt8 = 2;

    /// <summary>The number of the type int32.</summary>
    public const int Int32 = 6;

    /// <summary>The number of the type int64.</summary>
    public const int Int64 = 7;

    /// <summary>The number of the type string.</summary>
    public const int Text = 8;

    /// <summary>The number of the type bool.</summary>
    public const int Bool = 9;

    /// <summary>The number of the type float16.</summary>
    public const int Half = 10;

    /// <summary>The number of the type double.</summary>
    public const int Double = 11;

    private readonly int _type;
    private readonly int[] _shape;
    private readonly byte[] _data;

    private OnnxTensor(int type, int[] shape, byte[] data) => (_type, _shape, _data) = (type, shape, data);

    /// <summary>Floats, in raw_data.</summary>
    public static OnnxTensor Of(float[] values, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        byte[] raw = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), values[i]);
        }

        return new OnnxTensor(Float, shape, OnnxFile.Message(9, raw));
    }

    /// <summary>Floats, in float_data, packed or one by one.</summary>
    public static OnnxTensor Typed(float[] values, bool packed, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        byte[] packedData = OnnxFile.Message(4, [.. values.SelectMany(value => OnnxFile.Single(4, value)[1..])]);
        return new OnnxTensor(Float, shape, packed ? packedData : [.. values.SelectMany(value => OnnxFile.Single(4, value))]);
    }

    /// <summary>Doubles, in raw_data.</summary>
    public static OnnxTensor Of(double[] values, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        byte[] raw = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(raw.AsSpan(i * sizeof(double)), values[i]);
        }

        return new OnnxTensor(Double, shape, OnnxFile.Message(9, raw));
    }

    /// <summary>int64 values, in int64_data.</summary>
    public static OnnxTensor Of(long[] values, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new OnnxTensor(Int64, shape, OnnxFile.Message(7, [.. values.SelectMany(value => OnnxFile.Varint((ulong)value))]));
    }

    /// <summary>Values of a small integer type, in int32_data.</summary>
    public static OnnxTensor Small(int type, int[] values, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new OnnxTensor(type, shape, OnnxFile.Message(5, [.. values.SelectMany(value => OnnxFile.Varint((ulong)(long)value))]));
    }

    /// <summary>Texts.</summary>
    public static OnnxTensor Of(string[] values, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new OnnxTensor(Text, shape, [.. values.SelectMany(value => OnnxFile.Text(6, value))]);
    }

    /// <summary>Any type with its bytes in raw_data.</summary>
    public static OnnxTensor Raw(int type, byte[] raw, params int[] shape) => new(type, shape, OnnxFile.Message(9, raw));

    /// <summary>The fields of the message.</summary>
    public byte[] ToBytes() => [.. _shape.SelectMany(size => OnnxFile.Number(1, size)), .. OnnxFile.Number(2, _type), .. _data];
}
