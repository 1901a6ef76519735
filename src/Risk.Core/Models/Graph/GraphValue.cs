namespace Risk.Models.Graph;

/// <summary>A typed, shaped value between operators. Values that differ only in shape share one buffer.</summary>
internal sealed class GraphValue(string name, ElementType type, GraphShape shape, GraphBuffer buffer)
{
    /// <summary>The name in the file.</summary>
    public string Name => name;

    /// <summary>The type of the elements.</summary>
    public ElementType Type => type;

    /// <summary>The dimensions.</summary>
    public GraphShape Shape => shape;

    /// <summary>Where the elements lie.</summary>
    public GraphBuffer Buffer => buffer;

    /// <summary>The number of elements for a row.</summary>
    public int Length => shape.Elements;

    /// <summary>Whether the value is the same for every row.</summary>
    public bool IsConstant => buffer.Constant is not null;

    /// <summary>The same elements under another name and shape.</summary>
    public GraphValue As(string otherName, GraphShape otherShape) => new(otherName, type, otherShape, buffer);
}
