namespace Risk.Rules.Syntax;

/// <summary><c>in</c> or <c>not in</c> literals or a named list.</summary>
/// <param name="Operand">What is looked up.</param>
/// <param name="IsNegated">True for <c>not in</c>.</param>
/// <param name="Items">The literals; empty for a named list.</param>
/// <param name="ListName">The list's name, or null for literals.</param>
/// <param name="ListSpan">Where the literals or the name were written.</param>
/// <param name="Span">Where it was written.</param>
internal sealed record MembershipSyntax(
    ExpressionSyntax Operand, bool IsNegated, SyntaxList<ExpressionSyntax> Items, string? ListName, SourceSpan ListSpan, SourceSpan Span)
    : ExpressionSyntax(Span, Operand.Height + 1);
