using System.Buffers.Binary;
using System.Text;

namespace Risk.TestKit;

/// <summary>Writes ONNX files, field by field of the protobuf messages: just enough for tests to say any graph in a few lines.</summary>
public sealed class OnnxFile
{
    private const int IrVersion = 8;

    private readonly List<byte> _graph = [];
    private readonly SortedDictionary<string, int> _sets = new(StringComparer.Ordinal);

    /// <summary>A file with the versions of its operator sets.</summary>
    /// <param name="opset">The version of ai.onnx.</param>
    /// <param name="machineLearning">The version of ai.onnx.ml.</param>
    public OnnxFile(int opset = 13, int machineLearning = 3)
    {
        _sets[""] = opset;
        _sets["ai.onnx.ml"] = machineLearning;
    }

    /// <summary>Adds a float input. A negative size stands for rows (N).</summary>
    public OnnxFile Input(string name, params int[] shape) => Value(11, name, OnnxTensor.Float, shape);

    /// <summary>Adds an input of another type.</summary>
    public OnnxFile InputOf(int type, string name, params int[] shape) => Value(11, name, type, shape);

    /// <summary>Adds a float output.</summary>
    public OnnxFile Output(string name, params int[] shape) => Value(12, name, OnnxTensor.Float, shape);

    /// <summary>Adds an output of another type.</summary>
    public OnnxFile OutputOf(int type, string name, params int[] shape) => Value(12, name, type, shape);

    /// <summary>Adds a constant.</summary>
    public OnnxFile Constant(string name, OnnxTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        _graph.AddRange(Message(5, [.. tensor.ToBytes(), .. Text(8, name)]));
        return this;
    }

    /// <summary>Adds an operator; names of inputs and outputs are separated by spaces, <c>-</c> is one left out.</summary>
    /// <param name="operatorName">Such as <c>Gemm</c>, or <c>ai.onnx.ml.Scaler</c>.</param>
    /// <param name="inputs">The values it reads.</param>
    /// <param name="outputs">The values it gives.</param>
    /// <param name="attributes">Names with a float, int, long, string, an array of these, or a tensor.</param>
    public OnnxFile Node(string operatorName, string inputs, string outputs, params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(operatorName);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(attributes);
        int dot = operatorName.LastIndexOf('.');
        List<byte> node = [];
        foreach (string input in inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            node.AddRange(Text(1, input == "-" ? "" : input));
        }

        foreach (string output in outputs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            node.AddRange(Text(2, output == "-" ? "" : output));
        }

        node.AddRange(Text(4, operatorName[(dot + 1)..]));
        if (dot > 0)
        {
            node.AddRange(Text(7, operatorName[..dot]));
        }

        foreach ((string name, object value) in attributes)
        {
            node.AddRange(Message(5, Attribute(name, value)));
        }

        _graph.AddRange(Message(1, [.. node]));
        return this;
    }

    /// <summary>Adds a field to the graph as it is, for damaged and unusual files.</summary>
    public OnnxFile GraphField(ReadOnlySpan<byte> field)
    {
        _graph.AddRange(field);
        return this;
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        List<byte> file = [.. Number(1, IrVersion), .. Text(2, "risk-test"), .. Message(7, [.. _graph, .. Text(2, "graph")])];
        foreach ((string domain, int version) in _sets)
        {
            file.AddRange(Message(8, [.. Text(1, domain), .. Number(2, version)]));
        }

        return [.. file];
    }

    /// <summary>A field of text.</summary>
    public static byte[] Text(int field, string value) => Message(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A field of a message or of bytes.</summary>
    public static byte[] Message(int field, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)content.Length), .. content];
    }

    /// <summary>A field of an integer.</summary>
    public static byte[] Number(int field, long value) => [.. Varint((ulong)field << 3), .. Varint((ulong)value)];

    /// <summary>A field of a float.</summary>
    public static byte[] Single(int field, float value)
    {
        byte[] bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return [.. Varint(((ulong)field << 3) | 5), .. bytes];
    }

    /// <summary>A base-128 integer.</summary>
    public static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }

    private OnnxFile Value(int field, string name, int type, int[] shape)
    {
        List<byte> dimensions = [];
        foreach (int size in shape)
        {
            dimensions.AddRange(Message(1, size < 0 ? Text(2, "N") : Number(1, size)));
        }

        byte[] tensor = [.. Number(1, type), .. Message(2, [.. dimensions])];
        _graph.AddRange(Message(field, [.. Text(1, name), .. Message(2, Message(1, tensor))]));
        return this;
    }

    private static byte[] Attribute(string name, object value)
    {
        byte[] content = value switch
        {
            float single => [.. Single(2, single), .. Number(20, 1)],
            double single => [.. Single(2, (float)single), .. Number(20, 1)],
            int integer => [.. Number(3, integer), .. Number(20, 2)],
            long integer => [.. Number(3, integer), .. Number(20, 2)],
            string text => [.. Text(4, text), .. Number(20, 3)],
            OnnxTensor tensor => [.. Message(5, tensor.ToBytes()), .. Number(20, 4)],
            float[] singles => [.. singles.SelectMany(single => Single(7, single)), .. Number(20, 6)],
            int[] integers => [.. integers.SelectMany(integer => Number(8, integer)), .. Number(20, 7)],
            long[] integers => [.. integers.SelectMany(integer => Number(8, integer)), .. Number(20, 7)],
            string[] texts => [.. texts.SelectMany(text => Text(9, text)), .. Number(20, 8)],
            _ => throw new ArgumentException($"An attribute can't be a {value.GetType().Name}.", nameof(value)),
        };
        return [.. Text(1, name), .. content];
    }
}
