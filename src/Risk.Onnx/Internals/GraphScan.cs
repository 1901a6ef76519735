using System.Globalization;
using System.Text;

namespace Risk.Onnx.Internals;

/// <summary>
/// What has to be known of a file before ONNX Runtime takes it, and is not told by it afterwards: its operators, where constants lie, who wrote it.
/// </summary>
internal sealed class GraphScan
{
    private const int DeepestSubgraph = 32;

    /// <summary>The operators of the outer graph, in the order of the file.</summary>
    public List<GraphNode> Nodes { get; } = [];

    /// <summary>The names of the graph's outputs.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>Constants whose data lies elsewhere: their names with the files they ask for.</summary>
    public List<(string Name, string Location)> ExternalData { get; } = [];

    /// <summary>The operator sets with their versions.</summary>
    public SortedDictionary<string, ulong> OperatorSets { get; } = new(StringComparer.Ordinal);

    public string Producer { get; private set; } = "";

    public string ProducerVersion { get; private set; } = "";

    /// <summary>Looks through a file; a damaged one is scanned as far as it goes.</summary>
    public static GraphScan Of(ReadOnlySpan<byte> file)
    {
        var scan = new GraphScan();
        var model = new WireReader(file);
        while (model.Read())
        {
            switch (model.Field)
            {
                case OnnxFields.ModelProducer:
                    scan.Producer = Encoding.UTF8.GetString(model.Content);
                    break;
                case OnnxFields.ModelProducerVersion:
                    scan.ProducerVersion = Encoding.UTF8.GetString(model.Content);
                    break;
                case OnnxFields.ModelGraph:
                    scan.ReadGraph(model.Content, depth: 0);
                    break;
                case OnnxFields.ModelOperatorSet:
                    scan.ReadOperatorSet(model.Content);
                    break;
                case OnnxFields.ModelFunction:
                    scan.ReadFunction(model.Content);
                    break;
                default:
                    break;
            }
        }

        return scan;
    }

    private void ReadOperatorSet(ReadOnlySpan<byte> message)
    {
        string domain = "";
        ulong version = 0;
        var set = new WireReader(message);
        while (set.Read())
        {
            domain = set.Field == 1 ? Encoding.UTF8.GetString(set.Content) : domain;
            version = set.Field == 2 ? set.Number : version;
        }

        OperatorSets[domain] = version;
    }

    private void ReadGraph(ReadOnlySpan<byte> message, int depth)
    {
        var graph = new WireReader(message);
        while (graph.Read())
        {
            switch (graph.Field)
            {
                case OnnxFields.GraphNode:
                    GraphNode node = ReadNode(graph.Content, depth);
                    if (depth == 0)
                    {
                        Nodes.Add(node);
                    }

                    break;
                case OnnxFields.GraphInitializer:
                    ReadTensor(graph.Content);
                    break;
                case OnnxFields.GraphSparseInitializer:
                    ReadSparseTensor(graph.Content);
                    break;
                case OnnxFields.GraphOutput when depth == 0:
                    Outputs.Add(OnnxFields.NameOf(graph.Content));
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadFunction(ReadOnlySpan<byte> message)
    {
        var function = new WireReader(message);
        while (function.Read())
        {
            if (function.Field == OnnxFields.FunctionNode)
            {
                ReadNode(function.Content, depth: 1);
            }
        }
    }

    private GraphNode ReadNode(ReadOnlySpan<byte> message, int depth)
    {
        var found = new GraphNode();
        var node = new WireReader(message);
        while (node.Read())
        {
            switch (node.Field)
            {
                case OnnxFields.NodeInput:
                    found.Inputs.Add(Encoding.UTF8.GetString(node.Content));
                    break;
                case OnnxFields.NodeOutput:
                    found.Outputs.Add(Encoding.UTF8.GetString(node.Content));
                    break;
                case OnnxFields.NodeOperator:
                    found.Operator = Encoding.UTF8.GetString(node.Content);
                    break;
                case OnnxFields.NodeDomain:
                    found.Domain = Encoding.UTF8.GetString(node.Content);
                    break;
                case OnnxFields.NodeAttribute:
                    ReadAttribute(node.Content, found, depth);
                    break;
                default:
                    break;
            }
        }

        return found;
    }

    private void ReadAttribute(ReadOnlySpan<byte> message, GraphNode node, int depth)
    {
        bool labels = OnnxFields.NameOf(message) is "classlabels_strings" or "classlabels_int64s" or "classlabels_ints";
        var attribute = new WireReader(message);
        while (attribute.Read())
        {
            switch (attribute.Field)
            {
                case OnnxFields.AttributeTensor or OnnxFields.AttributeTensors:
                    ReadTensor(attribute.Content);
                    break;
                case OnnxFields.AttributeSparseTensor or OnnxFields.AttributeSparseTensors:
                    ReadSparseTensor(attribute.Content);
                    break;
                case OnnxFields.AttributeGraph or OnnxFields.AttributeGraphs when depth < DeepestSubgraph:
                    ReadGraph(attribute.Content, depth + 1);
                    break;
                case OnnxFields.AttributeTexts when labels:
                    node.Labels.Add(Encoding.UTF8.GetString(attribute.Content));
                    break;
                case OnnxFields.AttributeIntegers when labels && attribute.Content.IsEmpty:
                    node.Labels.Add(((long)attribute.Number).ToString(CultureInfo.InvariantCulture));
                    break;
                case OnnxFields.AttributeIntegers when labels:
                    ReadPackedIntegers(attribute.Content, node);
                    break;
                default:
                    break;
            }
        }
    }

    private static void ReadPackedIntegers(ReadOnlySpan<byte> packed, GraphNode node)
    {
        ulong value = 0;
        int shift = 0;
        foreach (byte next in packed)
        {
            value |= (ulong)(next & 0x7F) << shift;
            shift += 7;
            if (next < 0x80)
            {
                node.Labels.Add(((long)value).ToString(CultureInfo.InvariantCulture));
                (value, shift) = (0, 0);
            }
        }
    }

    private void ReadSparseTensor(ReadOnlySpan<byte> message)
    {
        var sparse = new WireReader(message);
        while (sparse.Read())
        {
            if (sparse.Field is 1 or 2)
            {
                ReadTensor(sparse.Content);
            }
        }
    }

    private void ReadTensor(ReadOnlySpan<byte> message)
    {
        string name = "";
        string location = "";
        bool external = false;
        var tensor = new WireReader(message);
        while (tensor.Read())
        {
            switch (tensor.Field)
            {
                case OnnxFields.TensorName:
                    name = Encoding.UTF8.GetString(tensor.Content);
                    break;
                case OnnxFields.TensorDataLocation:
                    external |= tensor.Number == 1;
                    break;
                case OnnxFields.TensorExternalData:
                    external = true;
                    location = Location(tensor.Content) ?? location;
                    break;
                default:
                    break;
            }
        }

        if (external)
        {
            ExternalData.Add((name, location));
        }
    }

    private static string? Location(ReadOnlySpan<byte> message)
    {
        bool names = false;
        string? value = null;
        var entry = new WireReader(message);
        while (entry.Read())
        {
            names |= entry.Field == 1 && entry.Content.SequenceEqual("location"u8);
            value = entry.Field == 2 ? Encoding.UTF8.GetString(entry.Content) : value;
        }

        return names ? value : null;
    }
}
