namespace Risk.Models.Formats.Onnx;

internal sealed partial class OnnxParser
{
    private OnnxGraph ReadGraph(ProtobufReader reader)
    {
        List<OnnxNode> nodes = [];
        List<OnnxTensor> initializers = [];
        List<OnnxValueInfo> inputs = [];
        List<OnnxValueInfo> outputs = [];
        while (reader.TryReadTag(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    Add("node", nodes, ReadNode, Message(ref reader, type));
                    break;
                case 5:
                    Add("initializer", initializers, ReadNamedTensor, Message(ref reader, type));
                    break;
                case 11:
                    Add("input", inputs, ReadValueInfo, Message(ref reader, type));
                    break;
                case 12:
                    Add("output", outputs, ReadValueInfo, Message(ref reader, type));
                    break;
                case 15:
                    throw Wrong("sparse constants aren't read.", OnnxCodes.UseRuntime);
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new OnnxGraph { Nodes = [.. nodes], Initializers = [.. initializers], Inputs = [.. inputs], Outputs = [.. outputs] };
    }

    private delegate T MessageReader<T>(ProtobufReader reader, int index);

    private void Add<T>(string field, List<T> list, MessageReader<T> read, ProtobufReader reader, int maximum = MaximumParts)
    {
        Enter(field, list.Count);
        Limit(list.Count, maximum);
        list.Add(read(reader, list.Count));
        Leave();
    }

    private OnnxNode ReadNode(ProtobufReader reader, int index)
    {
        string name = "";
        string operatorName = "";
        string domain = "";
        List<string> inputs = [];
        List<string> outputs = [];
        List<OnnxAttribute> attributes = [];
        while (reader.TryReadTag(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    Limit(inputs.Count, MaximumNodeParts);
                    inputs.Add(ReadText(ref reader, type, "input"));
                    break;
                case 2:
                    Limit(outputs.Count, MaximumNodeParts);
                    outputs.Add(ReadText(ref reader, type, "output"));
                    break;
                case 3:
                    name = ReadText(ref reader, type, "name");
                    break;
                case 4:
                    operatorName = ReadText(ref reader, type, "op_type");
                    break;
                case 5:
                    Add("attribute", attributes, ReadAttribute, Message(ref reader, type), MaximumNodeParts);
                    break;
                case 7:
                    domain = NormalDomain(ReadText(ref reader, type, "domain"));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new OnnxNode
        {
            Index = index,
            Name = name,
            Operator = operatorName.Length > 0 ? operatorName : throw Wrong("the operator has no op_type."),
            Domain = domain,
            Inputs = [.. inputs],
            Outputs = outputs.Count > 0 ? [.. outputs] : throw Wrong($"the operator {operatorName} has no output."),
            Attributes = [.. attributes],
        };
    }

    private OnnxValueInfo ReadValueInfo(ProtobufReader reader, int index)
    {
        OnnxValueInfo info = new() { Name = "" };
        while (reader.TryReadTag(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    info = info with { Name = ReadText(ref reader, type, "name") };
                    break;
                case 2:
                    Enter("type");
                    info = ReadType(Message(ref reader, type), info);
                    Leave();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return info.Name.Length > 0 ? info : throw Wrong("the value has no name.");
    }

    private OnnxValueInfo ReadType(ProtobufReader reader, OnnxValueInfo info)
    {
        while (reader.TryReadTag(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    Enter("tensor_type");
                    info = ReadTensorType(Message(ref reader, type), info);
                    Leave();
                    break;
                case 4 or 5 or 8 or 9:
                    info = info with { Container = field switch { 4 => "sequence", 5 => "map", 8 => "sparse tensor", _ => "optional" } };
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return info;
    }

    private OnnxValueInfo ReadTensorType(ProtobufReader reader, OnnxValueInfo info)
    {
        while (reader.TryReadTag(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    info = info with { Type = (OnnxDataType)Math.Clamp(ReadInteger(ref reader, type, "elem_type"), 0, int.MaxValue) };
                    break;
                case 2:
                    Enter("shape");
                    info = info with { Shape = ReadShape(Message(ref reader, type)) };
                    Leave();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return info;
    }

    private OnnxDimension[] ReadShape(ProtobufReader reader)
    {
        List<OnnxDimension> dimensions = [];
        while (reader.TryReadTag(out int field, out WireType type))
        {
            if (field == 1)
            {
                Add("dim", dimensions, ReadDimension, Message(ref reader, type), MaximumRank);
            }
            else
            {
                reader.Skip(type);
            }
        }

        return [.. dimensions];
    }

    private OnnxDimension ReadDimension(ProtobufReader reader, int index)
    {
        OnnxDimension dimension = default;
        while (reader.TryReadTag(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    // Some exporters write 0 or -1 for a size that is left open.
                    long size = ReadInteger(ref reader, type, "dim_value");
                    dimension = size > 0 ? new OnnxDimension(size, null) : dimension;
                    break;
                case 2:
                    string name = ReadText(ref reader, type, "dim_param");
                    dimension = new OnnxDimension(null, name.Length == 0 ? null : name);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return dimension;
    }
}
