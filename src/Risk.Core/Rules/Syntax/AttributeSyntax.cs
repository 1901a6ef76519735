namespace Risk.Rules.Syntax;

/// <summary>An attribute or define by name.</summary>
/// <param name="Name">The name; of metadata the key, with its scope in front (<c>scope:key</c>).</param>
/// <param name="IsMetadata">True for <c>::key::</c>.</param>
/// <param name="Span">Where it was written.</param>
internal sealed record AttributeSyntax(string Name, bool IsMetadata, SourceSpan Span) : ExpressionSyntax(Span, 1);
