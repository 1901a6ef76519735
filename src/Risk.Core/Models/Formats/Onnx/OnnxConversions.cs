using System.Numerics;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Element types of the file as types of the graph, and conversions between those.</summary>
internal static class OnnxConversions
{
    /// <summary>The graph's type for a type of the file; null when the graph has none.</summary>
    public static ElementType? Element(OnnxDataType type) => type switch
    {
        OnnxDataType.Single or OnnxDataType.Half or OnnxDataType.BFloat16 => ElementType.Single,
        OnnxDataType.Double => ElementType.Double,
        OnnxDataType.Int64 => ElementType.Int64,
        OnnxDataType.Int32 => ElementType.Int32,
        OnnxDataType.Boolean => ElementType.Boolean,
        OnnxDataType.Text => ElementType.Text,
        _ => null,
    };

    /// <summary>A value converted to a type; itself when it is of the type.</summary>
    public static GraphValue To(OnnxNodeContext context, GraphValue value, ElementType type)
    {
        if (value.Type == type)
        {
            return value;
        }

        GraphValue converted = context.Between(type, value.Shape);
        context.Builder.Add(Cast(value, converted));
        return converted;
    }

    /// <summary>The operator that converts a value.</summary>
    /// <exception cref="GraphException">There is no such conversion.</exception>
    public static GraphOperator Cast(GraphValue from, GraphValue to) => from.Type switch
    {
        ElementType.Single => Cast<float>(from, to),
        ElementType.Double => Cast<double>(from, to),
        ElementType.Int64 => Cast<long>(from, to),
        ElementType.Int32 => Cast<int>(from, to),
        ElementType.Boolean => Cast<byte>(from, to),
        _ => throw GraphException.Unsupported($"texts can't be converted to {to.Type.Name()}."),
    };

    private static GraphOperator Cast<T>(GraphValue from, GraphValue to)
        where T : unmanaged, INumber<T> => to.Type switch
        {
            ElementType.Single => new CastOperator<T, float> { Inputs = [from], Outputs = [to] },
            ElementType.Double => new CastOperator<T, double> { Inputs = [from], Outputs = [to] },
            ElementType.Int64 => new CastOperator<T, long> { Inputs = [from], Outputs = [to] },
            ElementType.Int32 => new CastOperator<T, int> { Inputs = [from], Outputs = [to] },
            ElementType.Boolean => new CastOperator<T, byte> { Inputs = [from], Outputs = [to] },
            _ => throw GraphException.Unsupported($"{from.Type.Name()} can't be converted to texts."),
        };

    /// <summary>A constant of the file as a value of the graph.</summary>
    /// <exception cref="GraphException">The graph has no such type.</exception>
    public static GraphValue Constant(string name, OnnxTensor tensor, GraphTexts texts)
    {
        GraphShape shape = GraphShape.Fixed(tensor.Shape);
        return tensor.Type switch
        {
            OnnxDataType.Double => GraphBuilder.Constant<double>(name, ElementType.Double, shape, tensor.Doubles),
            OnnxDataType.Int64 => GraphBuilder.Constant<long>(name, ElementType.Int64, shape, tensor.Integers),
            OnnxDataType.Int32 => GraphBuilder.Constant<int>(name, ElementType.Int32, shape, [.. tensor.Integers!.Select(value => (int)value)]),
            OnnxDataType.Boolean => GraphBuilder.Constant<byte>(name, ElementType.Boolean, shape, [.. tensor.Integers!.Select(value => value != 0 ? (byte)1 : (byte)0)]),
            OnnxDataType.Text => GraphBuilder.Constant<long>(name, ElementType.Text, shape, [.. tensor.Texts!.Select(texts.Code)]),
            _ => tensor.Singles is { } singles
                ? GraphBuilder.Constant<float>(name, ElementType.Single, shape, singles)
                : throw GraphException.Unsupported($"constants of the type {tensor.Type} aren't read."),
        };
    }
}
