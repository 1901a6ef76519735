using System.Globalization;
using Risk.Models.Graph;
using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

/// <summary>
/// What an operator's reader sees of its node: values for inputs, typed attributes, places for outputs. Remembers which
/// attributes were asked for, because one that wasn't may change the result.
/// </summary>
internal sealed class OnnxNodeContext(OnnxNode node, long version, GraphValue?[] inputs, OnnxImport import)
{
    private readonly int _problemsBefore = import.Problems.Count;
    private readonly GraphValue?[] _outputs = new GraphValue?[node.Outputs.Length];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal) { "name" };

    /// <summary>The node.</summary>
    public OnnxNode Node => node;

    /// <summary>The version of the operator's set that is in force.</summary>
    public long Version => version;

    /// <summary>The graph being built.</summary>
    public GraphBuilder Builder => import.Builder;

    /// <summary>What is known of values that are scores or labels.</summary>
    public OnnxScores Scores => import.Scores;

    /// <summary>The user's choices.</summary>
    public ModelLoadOptions Options => import.Options;

    /// <summary>Whether this node has problems that were reported one by one.</summary>
    public bool HasProblems => import.Problems.Count > _problemsBefore;

    /// <summary>Where problems go that name their own place.</summary>
    public FormatProblems Problems => import.Problems;

    /// <summary>What problems of trees call the node's lists.</summary>
    public TreeFieldNames TreeNames => new($"{node.Place}.tree[", "]");

    /// <summary>Whether looking for further problems is of no use.</summary>
    public bool HasEnoughProblems => import.Problems.Full;

    /// <summary>The number of inputs, left-out ones among them.</summary>
    public int InputCount => inputs.Length;

    /// <summary>The values given to the outputs; null where the reader gave none.</summary>
    public IReadOnlyList<GraphValue?> Outputs => _outputs;

    /// <summary>An input that must be there.</summary>
    public GraphValue Input(int index) => Optional(index)
        ?? throw GraphException.Shape(string.Create(CultureInfo.InvariantCulture, $"{node.Operator} needs at least {index + 1} inputs."));

    /// <summary>An input that may be left out.</summary>
    public GraphValue? Optional(int index) => index < inputs.Length ? inputs[index] : null;

    /// <summary>An input whose elements must be of one of some types.</summary>
    public GraphValue Input(int index, params ReadOnlySpan<ElementType> types)
    {
        GraphValue value = Input(index);
        return types.Contains(value.Type)
            ? value
            : throw GraphException.Shape($"the input '{value.Name}' is {value.Type.Name()}, and {node.Operator} is read for {string.Join(" and ", types.ToArray().Select(type => type.Name()))} only.");
    }

    /// <summary>An input as float32; other numbers are converted first.</summary>
    public GraphValue SingleInput(int index) => OnnxConversions.To(this, Input(index), ElementType.Single);

    /// <summary>A constant input of integers; null when it is left out.</summary>
    /// <exception cref="GraphException">It isn't constant.</exception>
    public long[]? ConstantIntegers(int index)
    {
        if (Optional(index) is not { } value)
        {
            return null;
        }

        if (!value.IsConstant)
        {
            throw GraphException.Unsupported($"{node.Operator} with the computed input '{value.Name}' isn't read: it has to be a constant.");
        }

        GraphFrame frame = new([], []);
        return value.Type switch
        {
            ElementType.Int64 => frame.Read<long>(value).ToArray(),
            ElementType.Int32 => [.. frame.Read<int>(value).ToArray().Select(number => (long)number)],
            _ => throw GraphException.Shape($"the input '{value.Name}' has to hold integers, not {value.Type.Name()}."),
        };
    }

    /// <summary>A constant input of floats; null when it is left out.</summary>
    /// <exception cref="GraphException">It isn't constant.</exception>
    public float[]? ConstantSingles(int index)
    {
        if (Optional(index) is not { } value)
        {
            return null;
        }

        return value.IsConstant && value.Type == ElementType.Single
            ? new GraphFrame([], []).Read<float>(value).ToArray()
            : throw GraphException.Unsupported($"{node.Operator} with the computed input '{value.Name}' isn't read: it has to be a float constant.");
    }

    /// <summary>Whether an attribute is there.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>An attribute that is a float.</summary>
    public float Single(string name, float otherwise) => Find(name) is { } attribute ? attribute.Single ?? throw Wrong(name, "a float") : otherwise;

    /// <summary>An attribute that is an integer.</summary>
    public long Integer(string name, long otherwise) => Find(name) is { } attribute ? attribute.Integer ?? throw Wrong(name, "an integer") : otherwise;

    /// <summary>An attribute that is a text.</summary>
    public string Text(string name, string otherwise) => Find(name) is { } attribute ? attribute.Text ?? throw Wrong(name, "a text") : otherwise;

    /// <summary>An attribute that is a list of floats; empty without it.</summary>
    public float[] Singles(string name) => Find(name) is { } attribute ? attribute.Singles ?? throw Wrong(name, "a list of floats") : [];

    /// <summary>An attribute that is a list of integers; empty without it.</summary>
    public long[] Integers(string name) => Find(name) is { } attribute ? attribute.Integers ?? throw Wrong(name, "a list of integers") : [];

    /// <summary>An attribute that is a list of texts; empty without it.</summary>
    public string[] Texts(string name) => Find(name) is { } attribute ? attribute.Texts ?? throw Wrong(name, "a list of texts") : [];

    /// <summary>An attribute that is a tensor; null without it.</summary>
    public OnnxTensor? Tensor(string name) => Find(name) is { } attribute ? attribute.Tensor ?? throw Wrong(name, "a tensor") : null;

    /// <summary>Passes over attributes that don't matter to a result.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            _known.Add(name);
        }
    }

    /// <summary>A new value for an output.</summary>
    public GraphValue Output(int index, ElementType type, GraphShape shape)
    {
        GraphValue value = GraphBuilder.Computed(index < node.Outputs.Length ? node.Outputs[index] : node.Operator, type, shape);
        Give(index, value);
        return value;
    }

    /// <summary>Gives an output a value that exists already.</summary>
    public void Give(int index, GraphValue value)
    {
        if (index < _outputs.Length)
        {
            _outputs[index] = value;
        }
    }

    /// <summary>Gives an output the elements of another value in another shape.</summary>
    public void Alias(int index, GraphValue value, GraphShape shape) =>
        Give(index, value.As(index < node.Outputs.Length ? node.Outputs[index] : value.Name, shape));

    /// <summary>A value between two operators that make up one of the file's.</summary>
    public GraphValue Between(ElementType type, GraphShape shape) => GraphBuilder.Computed(node.Operator, type, shape);

    /// <summary>Reports a problem in one of many places of the node; the reader gives no outputs then.</summary>
    public void Report(string code, string place, string message)
    {
        import.Problems.Error(code, $"{node.Place}.{place}", message);
    }

    /// <summary>Keeps what a tree operator said, in case the graph turns out to be nothing else.</summary>
    public void Remember(TreeOperator added, OnnxTreeModel model) => import.Trees[added] = model;

    /// <summary>Warns of something that is as the file says, and yet not what its author may mean.</summary>
    public void Warn(string message, string? suggestion = null) => import.Problems.Warning(OnnxCodes.Quirk, node.Place, message, suggestion);

    /// <summary>The attributes nobody asked for.</summary>
    public IEnumerable<string> UnknownAttributes() => node.Attributes.Select(attribute => attribute.Name).Where(name => !_known.Contains(name));

    private OnnxAttribute? Find(string name)
    {
        _known.Add(name);
        return Array.Find(node.Attributes, attribute => attribute.Name == name);
    }

    private static GraphException Wrong(string name, string kind) => GraphException.Attribute($"the attribute '{name}' isn't {kind}.");
}
