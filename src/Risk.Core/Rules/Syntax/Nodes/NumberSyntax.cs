namespace Risk.Rules.Syntax;

/// <summary>A number. A minus sign directly before digits is part of it.</summary>
internal sealed record NumberSyntax(double Value, SourceSpan Span) : ExpressionSyntax(Span, 1);
