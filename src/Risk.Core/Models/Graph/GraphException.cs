namespace Risk.Models.Graph;

/// <summary>
/// An operator can't be built. The reader, which knows the operator's place in its file, turns it into a diagnostic and
/// goes on with the other operators.
/// </summary>
internal sealed class GraphException : Exception
{
    private GraphException(GraphProblem kind, string message, string? suggestion)
        : base(message)
    {
        Kind = kind;
        Suggestion = suggestion;
    }

    /// <summary>What sort of problem it is.</summary>
    public GraphProblem Kind { get; }

    /// <summary>What to do; null when nothing is likely.</summary>
    public string? Suggestion { get; }

    /// <summary>Shapes or types don't fit the operator or each other.</summary>
    public static GraphException Shape(string message, string? suggestion = null) => new(GraphProblem.Shape, message, suggestion);

    /// <summary>The operator would combine values of different rows.</summary>
    public static GraphException MixesRows(string message) => new(GraphProblem.MixesRows, message, null);

    /// <summary>An attribute, or a constant that takes the place of one, has a value that can't be.</summary>
    public static GraphException Attribute(string message, string? suggestion = null) => new(GraphProblem.Attribute, message, suggestion);

    /// <summary>Something that isn't reproduced.</summary>
    public static GraphException Unsupported(string message) => new(GraphProblem.Unsupported, message, null);

    /// <summary>A value would be larger than any row of a risk model.</summary>
    public static GraphException TooLarge(string message) => new(GraphProblem.TooLarge, message, null);
}
