using System.Text;

namespace Risk.Onnx.Internals;

/// <summary>
/// Takes ZipMap out of a file: the operator makes a list of dictionaries of a row of scores, which can't be bound to a buffer and allocates on every call. An Identity of the
/// same name takes its place, so that the output stays the tensor it was made of. ONNX Runtime then removes the Identity as well.
/// </summary>
internal static class ZipMapRemoval
{
    private const int TensorOfFloats = 1;
    private const ulong OldestIdentity = 13;

    /// <summary>The file without ZipMap; the same memory when it has none at the outputs.</summary>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> file, GraphScan scan)
    {
        HashSet<string> outputs = [.. scan.Outputs];
        HashSet<string> replaced = [.. scan.Nodes.Where(node => node.IsZipMap && outputs.Contains(node.Outputs[0])).Select(static node => node.Outputs[0])];
        if (replaced.Count == 0)
        {
            return file;
        }

        using var result = new MemoryStream(file.Length);
        var model = new WireReader(file.Span);
        while (model.Read())
        {
            if (model.Field == OnnxFields.ModelGraph)
            {
                // What can't be read to its end is ONNX Runtime's to refuse, as it is.
                if (Graph(model.Content, replaced) is not { } graph)
                {
                    return file;
                }

                WireWriter.Message(result, OnnxFields.ModelGraph, graph);
            }
            else
            {
                result.Write(model.Whole);
            }
        }

        if (!scan.OperatorSets.ContainsKey(""))
        {
            using var set = new MemoryStream();
            WireWriter.Text(set, 1, "");
            WireWriter.Number(set, 2, OldestIdentity);
            WireWriter.Message(result, OnnxFields.ModelOperatorSet, set.ToArray());
        }

        return model.IsDamaged ? file : result.ToArray();
    }

    private static byte[]? Graph(ReadOnlySpan<byte> message, HashSet<string> replaced)
    {
        using var result = new MemoryStream(message.Length);
        var graph = new WireReader(message);
        while (graph.Read())
        {
            if (graph.Field == OnnxFields.GraphNode && ZipMap(graph.Content, replaced) is { } node)
            {
                WireWriter.Message(result, OnnxFields.GraphNode, node);
            }
            else if (graph.Field == OnnxFields.GraphOutput && replaced.Contains(OnnxFields.NameOf(graph.Content)))
            {
                WireWriter.Message(result, OnnxFields.GraphOutput, Output(OnnxFields.NameOf(graph.Content)));
            }
            else
            {
                result.Write(graph.Whole);
            }
        }

        return graph.IsDamaged ? null : result.ToArray();
    }

    /// <summary>The Identity for a node that is one of the ZipMaps; null for any other.</summary>
    private static byte[]? ZipMap(ReadOnlySpan<byte> message, HashSet<string> replaced)
    {
        (string input, string output, bool isZipMap) = ("", "", false);
        var node = new WireReader(message);
        while (node.Read())
        {
            input = node.Field == OnnxFields.NodeInput ? Encoding.UTF8.GetString(node.Content) : input;
            output = node.Field == OnnxFields.NodeOutput ? Encoding.UTF8.GetString(node.Content) : output;
            isZipMap |= node.Field == OnnxFields.NodeOperator && node.Content.SequenceEqual("ZipMap"u8);
        }

        if (!isZipMap || !replaced.Contains(output))
        {
            return null;
        }

        using var identity = new MemoryStream();
        WireWriter.Text(identity, OnnxFields.NodeInput, input);
        WireWriter.Text(identity, OnnxFields.NodeOutput, output);
        WireWriter.Text(identity, OnnxFields.NodeOperator, "Identity");
        return identity.ToArray();
    }

    private static byte[] Output(string name)
    {
        using var tensor = new MemoryStream();
        WireWriter.Number(tensor, 1, TensorOfFloats);
        using var type = new MemoryStream();
        WireWriter.Message(type, 1, tensor.ToArray());
        using var value = new MemoryStream();
        WireWriter.Text(value, 1, name);
        WireWriter.Message(value, 2, type.ToArray());
        return value.ToArray();
    }
}
