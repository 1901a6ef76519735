using System.Text;

namespace Risk.Onnx.Internals;

/// <summary>The numbers of fields in the messages of ONNX that are looked at.</summary>
internal static class OnnxFields
{
    public const int ModelProducer = 2;
    public const int ModelProducerVersion = 3;
    public const int ModelGraph = 7;
    public const int ModelOperatorSet = 8;
    public const int ModelFunction = 25;
    public const int GraphNode = 1;
    public const int GraphInitializer = 5;
    public const int GraphOutput = 12;
    public const int GraphSparseInitializer = 15;
    public const int FunctionNode = 7;
    public const int NodeInput = 1;
    public const int NodeOutput = 2;
    public const int NodeOperator = 4;
    public const int NodeAttribute = 5;
    public const int NodeDomain = 7;
    public const int AttributeTensor = 5;
    public const int AttributeGraph = 6;
    public const int AttributeIntegers = 8;
    public const int AttributeTexts = 9;
    public const int AttributeTensors = 10;
    public const int AttributeGraphs = 11;
    public const int AttributeSparseTensor = 22;
    public const int AttributeSparseTensors = 23;
    public const int TensorName = 8;
    public const int TensorExternalData = 13;
    public const int TensorDataLocation = 14;

    private const int Name = 1;

    /// <summary>The name of an attribute, input or output, which all have in the same field.</summary>
    public static string NameOf(ReadOnlySpan<byte> message)
    {
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == Name)
            {
                return Encoding.UTF8.GetString(reader.Content);
            }
        }

        return "";
    }
}
