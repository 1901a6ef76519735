namespace Risk.Features.Definitions;

/// <summary>A transform of other nodes with its arguments, which stand in the order of the transform's parameters.</summary>
internal sealed class TransformNode : FeatureNode
{
    public TransformNode(Transform transform, FeatureNode[] inputs, params object?[] arguments)
    {
        Transform = transform;
        Inputs = inputs;
        Arguments = arguments;
    }

    public Transform Transform { get; }

    public IReadOnlyList<FeatureNode> Inputs { get; }

    /// <summary>By parameter: double, int, bool, string, double[] or Category[]; null is not given.</summary>
    public IReadOnlyList<object?> Arguments { get; }

    /// <summary>Where the arguments stand in a file; null when the node comes from code.</summary>
    public IReadOnlyList<SourceRange?>? ArgumentRanges { get; init; }

    public double Number(int parameter) => (double)Value(parameter)!;

    public int Integer(int parameter) => (int)Value(parameter)!;

    public bool Flag(int parameter) => (bool)Value(parameter)!;

    public string Word(int parameter) => (string)Value(parameter)!;

    public double[] Numbers(int parameter) => (double[])Value(parameter)!;

    public Category[] Categories(int parameter) => (Category[])Value(parameter)!;

    /// <summary>The argument, or the parameter's default.</summary>
    public object? Value(int parameter) => Arguments[parameter] ?? Transform.Parameters[parameter].Default;

    /// <summary>The same node with other arguments or inputs.</summary>
    public TransformNode With(IReadOnlyList<FeatureNode> inputs, IReadOnlyList<object?> arguments) =>
        new(Transform, [.. inputs], [.. arguments]) { Range = Range, ArgumentRanges = ArgumentRanges };
}
