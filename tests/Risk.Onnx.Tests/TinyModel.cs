using System.Text;

namespace Risk.Onnx.Tests;

/// <summary>ONNX files small enough to be written by hand, field by field of the protobuf message.</summary>
internal static class TinyModel
{
    private const int Float = 1;
    private const int IrVersion = 7;
    private const int Opset = 13;

    /// <summary>A graph of one node: y = Relu(x), both [1, features].</summary>
    public static byte[] Relu(int features)
    {
        byte[] node = [.. Text(1, "x"), .. Text(2, "y"), .. Text(4, "Relu")];
        byte[] graph = [.. Message(1, node), .. Text(2, "relu"), .. Message(11, Tensor("x", features)), .. Message(12, Tensor("y", features))];
        byte[] opset = [.. Text(1, ""), .. Number(2, Opset)];
        return [.. Number(1, IrVersion), .. Message(7, graph), .. Message(8, opset)];
    }

    private static byte[] Tensor(string name, int features)
    {
        byte[] shape = [.. Message(1, Number(1, 1)), .. Message(1, Number(1, features))];
        byte[] type = Message(1, [.. Number(1, Float), .. Message(2, shape)]);
        return [.. Text(1, name), .. Message(2, type)];
    }

    private static byte[] Text(int field, string value) => Message(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Message(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        uint rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
        {
            bytes.Add((byte)(rest | 0x80));
        }

        bytes.Add((byte)rest);
        return [.. bytes];
    }
}
