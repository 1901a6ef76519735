namespace Risk.Rules.Syntax;

/// <summary><c>define :name: = condition</c>.</summary>
internal sealed record DefineSyntax(AttributeSyntax Name, ExpressionSyntax Value, SourceSpan Span) : ItemSyntax(Span);
