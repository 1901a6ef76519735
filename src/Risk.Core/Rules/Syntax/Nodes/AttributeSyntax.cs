namespace Risk.Rules.Syntax;

/// <summary>An attribute or define by name.</summary>
/// <param name="Name">The name; of metadata the key, with its scope in front (<c>scope:key</c>).</param>
/// <param name="IsMetadata">True for <c>::key::</c>.</param>
/// <param name="Span">Where it was written.</param>
internal sealed record AttributeSyntax(string Name, bool IsMetadata, SourceSpan Span) : ExpressionSyntax(Span, 1)
{
    /// <summary>True for a bare word that was reported and is taken for an attribute, if there is one of that name.</summary>
    public bool IsGuess { get; init; }
}
