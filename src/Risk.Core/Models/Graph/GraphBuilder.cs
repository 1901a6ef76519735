using System.Globalization;
using System.Runtime.InteropServices;

namespace Risk.Models.Graph;

/// <summary>
/// Collects a graph's operators in the order they run. An operator whose inputs are all constant is run at once and leaves
/// constants. Bounds what any graph may take: values of more than a million elements aren't rows of a risk model.
/// </summary>
internal sealed class GraphBuilder
{
    /// <summary>The most elements a value may have.</summary>
    public const int MaximumLength = 1 << 20;

    private const long MaximumFoldedBytes = 32L << 20;

    private readonly List<GraphOperator> _operators = [];
    private long _foldedBytes;

    /// <summary>The file fixes the number of rows to one, so a size of 1 in the place of rows is as good as any number.</summary>
    public bool HasOneRow { get; init; }

    /// <summary>The texts of the graph.</summary>
    public GraphTexts Texts { get; } = new();

    /// <summary>The operators that have to run for every row, in order.</summary>
    public IReadOnlyList<GraphOperator> Operators => _operators;

    /// <summary>A value of constants.</summary>
    public static GraphValue Constant<T>(string name, ElementType type, GraphShape shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        return new GraphValue(name, type, shape, new GraphBuffer(bytes.Length) { Constant = bytes });
    }

    /// <summary>A value that is a part of the row of features.</summary>
    public static GraphValue Features(string name, GraphShape shape, int firstFeature) =>
        new(name, ElementType.Single, shape, new GraphBuffer(Bytes(ElementType.Single, shape)) { Feature = firstFeature });

    /// <summary>A value that an operator will compute.</summary>
    /// <exception cref="GraphException">It would be too large.</exception>
    public static GraphValue Computed(string name, ElementType type, GraphShape shape) =>
        new(name, type, shape, new GraphBuffer(Bytes(type, shape)));

    /// <summary>Adds an operator, or runs it at once when all it reads is constant.</summary>
    /// <exception cref="GraphException">The constants it leaves would be too large.</exception>
    public void Add(GraphOperator added)
    {
        if (!added.Inputs.All(input => input.IsConstant))
        {
            _operators.Add(added);
            return;
        }

        foreach (GraphValue output in added.Outputs)
        {
            _foldedBytes += output.Buffer.ByteLength;
            if (_foldedBytes > MaximumFoldedBytes)
            {
                throw GraphException.TooLarge("the constants that the graph computes from its constants are too large.");
            }

            output.Buffer.Constant = new byte[output.Buffer.ByteLength];
        }

        added.Prepare();
        added.Run(new GraphFrame([], []));
    }

    private static int Bytes(ElementType type, GraphShape shape) =>
        shape.Elements <= MaximumLength
            ? shape.Elements * type.Size()
            : throw GraphException.TooLarge(string.Create(
                CultureInfo.InvariantCulture, $"a value of the shape {shape} has more than {MaximumLength} elements a row."));
}
