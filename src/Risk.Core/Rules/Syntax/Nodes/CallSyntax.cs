namespace Risk.Rules.Syntax;

/// <summary>A call of a function; its name in lower case.</summary>
internal sealed record CallSyntax(string Name, SyntaxList<ExpressionSyntax> Arguments, SourceSpan Span)
    : ExpressionSyntax(Span, Above(Arguments.Span));
