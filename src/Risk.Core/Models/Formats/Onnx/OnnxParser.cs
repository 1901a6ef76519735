using System.Globalization;
using System.Text;

namespace Risk.Models.Formats.Onnx;

/// <summary>
/// Reads ModelProto and the messages inside it, as far as models of rows need them. Knows at every moment the name of the
/// place it reads, so that a damaged byte is reported as <c>graph.node[3].attribute[2]</c>. Nothing recurses on what the
/// file says: subgraphs and nested types are passed over.
/// </summary>
internal sealed partial class OnnxParser
{
    /// <summary>The most operators, constants, inputs or outputs a graph may have.</summary>
    internal const int MaximumParts = 1 << 16;

    /// <summary>The most inputs, outputs or attributes a single operator may have.</summary>
    internal const int MaximumNodeParts = 1 << 12;

    private readonly FormatProblems _problems;
    private readonly List<(string Field, int Index)> _place = [];

    private OnnxParser(FormatProblems problems) => _problems = problems;

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="RiskFormatException">The bytes are no ONNX model.</exception>
    public static OnnxDocument Parse(ReadOnlySpan<byte> content, FormatProblems problems)
    {
        OnnxParser parser = new(problems);
        try
        {
            return parser.ReadModel(new ProtobufReader(content));
        }
        catch (ProtobufException problem)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"{problem.Message} (byte {problem.Offset} of {content.Length}).");
            throw problems.Fatal(OnnxCodes.Damaged, parser.Place, message, "the file is damaged or was cut off: copy or export it again.");
        }
    }

    /// <summary>Where the parser is.</summary>
    private string Place
    {
        get
        {
            StringBuilder text = new();
            foreach ((string part, int index) in _place)
            {
                text.Append(text.Length == 0 ? "" : ".").Append(part);
                if (index >= 0)
                {
                    text.Append(CultureInfo.InvariantCulture, $"[{index}]");
                }
            }

            return text.Length == 0 ? "model" : text.ToString();
        }
    }

    private OnnxDocument ReadModel(ProtobufReader reader)
    {
        long version = 0;
        string producer = "";
        string producerVersion = "";
        Dictionary<string, long> sets = new(StringComparer.Ordinal);
        OnnxGraph? graph = null;
        while (reader.TryReadTag(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    version = ReadInteger(ref reader, type, "ir_version");
                    break;
                case 2:
                    producer = ReadText(ref reader, type, "producer_name");
                    break;
                case 3:
                    producerVersion = ReadText(ref reader, type, "producer_version");
                    break;
                case 7:
                    Enter("graph");
                    graph = graph is null ? ReadGraph(Message(ref reader, type)) : throw Wrong("there is more than one graph.");
                    Leave();
                    break;
                case 8:
                    Enter("opset_import", sets.Count);
                    ReadOperatorSet(Message(ref reader, type), sets);
                    Leave();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new OnnxDocument
        {
            IrVersion = version,
            Producer = producer,
            ProducerVersion = producerVersion,
            OperatorSets = sets,
            Graph = graph ?? throw Wrong("there is no graph.", "the file is damaged, or no ONNX model: export it again."),
        };
    }

    private void ReadOperatorSet(ProtobufReader reader, Dictionary<string, long> sets)
    {
        string domain = "";
        long version = 0;
        while (reader.TryReadTag(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    domain = ReadText(ref reader, type, "domain");
                    break;
                case 2:
                    version = ReadInteger(ref reader, type, "version");
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (!sets.TryAdd(NormalDomain(domain), version))
        {
            throw Wrong($"the operator set '{domain}' is imported twice.");
        }
    }

    /// <summary>The standard set has two spellings.</summary>
    private static string NormalDomain(string domain) => domain == "ai.onnx" ? "" : domain;

    private void Enter(string field, int index = -1) => _place.Add((field, index));

    private void Leave() => _place.RemoveAt(_place.Count - 1);

    private ProtobufReader Message(ref ProtobufReader reader, WireType type)
    {
        Expect(type, WireType.Bytes);
        return reader.ReadMessage();
    }

    private long ReadInteger(ref ProtobufReader reader, WireType type, string field)
    {
        Enter(field);
        Expect(type, WireType.Varint);
        long value = unchecked((long)reader.ReadVarint());
        Leave();
        return value;
    }

    private string ReadText(ref ProtobufReader reader, WireType type, string field)
    {
        Enter(field);
        Expect(type, WireType.Bytes);
        ReadOnlySpan<byte> bytes = reader.ReadBytes();
        string value = bytes.IsEmpty ? "" : Encoding.UTF8.GetString(bytes);
        Leave();
        return value;
    }

    private void Expect(WireType actual, WireType expected)
    {
        if (actual != expected)
        {
            throw Wrong($"the field is encoded as {actual} where {expected} belongs.", "the file is damaged: copy or export it again.");
        }
    }

    private void Limit(int count, int maximum)
    {
        if (count >= maximum)
        {
            throw _problems.Fatal(
                OnnxCodes.TooLarge, Place, string.Create(CultureInfo.InvariantCulture, $"there are more than {maximum} of these."), OnnxCodes.UseRuntime);
        }
    }

    private RiskFormatException Wrong(string message, string? suggestion = null) =>
        _problems.Fatal(OnnxCodes.Field, Place, message, suggestion);
}
