using System.Buffers.Binary;
using System.Text;

namespace Risk.Benchmarks.Onnx;

/// <summary>Writes the ONNX files of the benchmarks: layers of Gemm and Relu with a sigmoid at the end.</summary>
internal static class OnnxBytes
{
    private const int Float = 1;
    private const int Opset = 13;

    /// <summary>A network with random weights.</summary>
    /// <param name="widths">The number of features, then of the outputs of each layer.</param>
    public static byte[] Network(params int[] widths)
    {
        Random random = new(7);
        List<byte> graph = [];
        string value = "x";
        for (int layer = 1; layer < widths.Length; layer++)
        {
            (int inputs, int outputs) = (widths[layer - 1], widths[layer]);
            graph.AddRange(Constant(random, $"w{layer}", 1 / Math.Sqrt(inputs), inputs, outputs));
            graph.AddRange(Constant(random, $"b{layer}", 0.1, outputs));
            graph.AddRange(Node("Gemm", $"z{layer}", value, $"w{layer}", $"b{layer}"));
            string next = layer == widths.Length - 1 ? "probability" : $"a{layer}";
            graph.AddRange(Node(layer == widths.Length - 1 ? "Sigmoid" : "Relu", next, $"z{layer}"));
            value = next;
        }

        graph.AddRange(Text(2, "network"));
        graph.AddRange(Message(11, Value("x", widths[0])));
        graph.AddRange(Message(12, Value("probability", widths[^1])));
        return [.. Number(1, 8), .. Message(7, [.. graph]), .. Message(8, [.. Text(1, ""), .. Number(2, Opset)])];
    }

    private static byte[] Constant(Random random, string name, double scale, params int[] shape)
    {
        int count = shape.Aggregate(1, static (product, size) => product * size);
        byte[] raw = new byte[count * sizeof(float)];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), (float)((random.NextDouble() - 0.5) * 2 * scale));
        }

        return Message(5, [.. shape.SelectMany(static size => Number(1, size)), .. Number(2, Float), .. Text(8, name), .. Message(9, raw)]);
    }

    private static byte[] Node(string operatorName, string output, params string[] inputs) =>
        Message(1, [.. inputs.SelectMany(static input => Text(1, input)), .. Text(2, output), .. Text(4, operatorName)]);

    private static byte[] Value(string name, int width)
    {
        byte[] shape = [.. Message(1, Text(2, "N")), .. Message(1, Number(1, width))];
        return [.. Text(1, name), .. Message(2, Message(1, [.. Number(1, Float), .. Message(2, shape)]))];
    }

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Varint(int value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
