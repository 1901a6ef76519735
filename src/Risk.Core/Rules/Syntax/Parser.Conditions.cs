using Risk.Rules.Binding;
using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

internal sealed partial class Parser
{
    private ExpressionSyntax Condition()
    {
        ExpressionSyntax first = And();
        if (Kind != TokenKind.Or || _lost)
        {
            return first;
        }

        var operands = new List<ExpressionSyntax> { first };
        while (!_lost && TryTake(TokenKind.Or))
        {
            if (!RepeatsPredicate(operands))
            {
                operands.Add(OperandOf("or") ?? And());
            }
        }

        return JunctionSyntax.Of(isAnd: false, [.. operands]);
    }

    private ExpressionSyntax And()
    {
        ExpressionSyntax first = Not();
        List<ExpressionSyntax>? operands = null;
        while (!_lost)
        {
            if (TryTake(TokenKind.And))
            {
                operands ??= [first];
                if (RepeatsPredicate(operands))
                {
                    continue;
                }

                operands.Add(OperandOf("and") ?? Not());
            }
            else if (MissesAnd())
            {
                Error(
                    RuleDiagnosticCodes.MissingAnd, PlaceOf(Current), $"'and' or 'or' is missing in front of {Describe(Current)}",
                    "write 'and' when both must hold, 'or' when one is enough");
                (operands ??= [first]).Add(Not());
            }
            else
            {
                break;
            }
        }

        return operands is null ? first : JunctionSyntax.Of(isAnd: true, [.. operands]);
    }

    /// <summary>What to take for an operand when there is none behind <c>and</c> or <c>or</c>; null when there is one.</summary>
    private ErrorSyntax? OperandOf(string junction)
    {
        Token before = Previous;
        if (Kind is TokenKind.And or TokenKind.Or)
        {
            Token second = Take();
            Error(RuleDiagnosticCodes.Unexpected, second.Span, $"'{TextOf(second)}' follows '{junction}' directly", "leave one of them out");
            return null;
        }

        if (AtEndOfItem || Kind is TokenKind.Because or TokenKind.Reason or TokenKind.CloseParenthesis)
        {
            Error(RuleDiagnosticCodes.MissingCondition, before.Span, $"a condition is missing behind '{TextOf(before)}'", $"add one, or leave '{TextOf(before)}' out");
            return new ErrorSyntax(before.Span);
        }

        return null;
    }

    /// <summary>Whether a condition starts where only <c>and</c>, <c>or</c> or an end could come.</summary>
    private bool MissesAnd() =>
        StartsCondition(Kind) && Kind != TokenKind.Minus && !AtEndOfItem
        && (Kind != TokenKind.Word || Ahead(1).Kind == TokenKind.OpenParenthesis)
        && !(Kind is TokenKind.Not && Ahead(1).Kind is TokenKind.In or TokenKind.Between);

    private static bool StartsCondition(TokenKind kind) => kind is
        TokenKind.Attribute or TokenKind.Metadata or TokenKind.Word or TokenKind.Number or TokenKind.Duration or TokenKind.Text or TokenKind.True or TokenKind.False
        or TokenKind.OpenParenthesis or TokenKind.Not or TokenKind.Minus;

    private ExpressionSyntax Not()
    {
        if (Kind != TokenKind.Not)
        {
            return Predicate();
        }

        Token not = Take();
        if (!Enter())
        {
            return new ErrorSyntax(not.Span);
        }

        ExpressionSyntax operand = Not();
        _depth--;
        return new NotSyntax(operand, not.Span.To(operand.Span));
    }

    private ExpressionSyntax Predicate()
    {
        ExpressionSyntax left = Sum();
        if (_lost)
        {
            return left;
        }

        if (Keywords.IsComparison(Kind))
        {
            return Comparison(left);
        }

        if (Kind == TokenKind.Word)
        {
            return ForeignComparison(left);
        }

        if (Kind == TokenKind.Not && Keywords.IsComparison(Ahead(1).Kind))
        {
            return NotBeforeComparison(left);
        }

        bool isNegated = Kind == TokenKind.Not && Ahead(1).Kind is >= TokenKind.In and <= TokenKind.Matches;
        Token not = Current;
        if (isNegated)
        {
            Take();
        }

        ExpressionSyntax predicate = Kind switch
        {
            TokenKind.In => Membership(left, isNegated),
            TokenKind.Between => Between(left, isNegated),
            TokenKind.Includes or TokenKind.Like or TokenKind.StartsWith or TokenKind.EndsWith or TokenKind.Matches => TextMatch(left, isNegated),
            _ => left,
        };
        return ReferenceEquals(predicate, left) ? left : Unchained(predicate);
    }

    private ExpressionSyntax Comparison(ExpressionSyntax left)
    {
        Token operation = Take();
        ComparisonOperator comparison = operation.Kind switch
        {
            TokenKind.Equal => ComparisonOperator.Equal,
            TokenKind.NotEqual => ComparisonOperator.NotEqual,
            TokenKind.Less => ComparisonOperator.Less,
            TokenKind.LessOrEqual => ComparisonOperator.LessOrEqual,
            TokenKind.Greater => ComparisonOperator.Greater,
            _ => ComparisonOperator.GreaterOrEqual,
        };
        if (Keywords.IsComparison(Kind))
        {
            Token second = Take();
            string joined = TextOf(operation) + TextOf(second);
            Error(
                RuleDiagnosticCodes.UnknownOperator, operation.Span.To(second.Span), $"'{_source.Text.AsSpan(operation.Start, second.End - operation.Start)}' is not an operator",
                joined is "<=" or ">=" or "!=" ? $"write '{joined}'" : "operators are =, !=, <, <=, >, >=");
        }

        if (NullWord(left, operation.Kind) is { } missing)
        {
            return missing;
        }

        if (Kind is TokenKind.List || (Kind == TokenKind.OpenParenthesis && LooksLikeList()))
        {
            return ListAsOperand(left, operation);
        }

        if (Kind is TokenKind.Word && Ahead(1).Kind is not TokenKind.OpenParenthesis)
        {
            return Unchained(new ComparisonSyntax(comparison, left, UnquotedText(), left.Span.To(Previous.Span)) { OperatorSpan = operation.Span });
        }

        ExpressionSyntax right = Keywords.IsKeyword(Kind) && IsBareWord() ? UnquotedText() : Sum();
        return Unchained(new ComparisonSyntax(comparison, left, right, left.Span.To(right.Span)) { OperatorSpan = operation.Span });
    }

    /// <summary>Comparisons do not chain; what follows is read over.</summary>
    private ExpressionSyntax Unchained(ExpressionSyntax predicate)
    {
        if (_lost || !Keywords.IsComparison(Kind))
        {
            return predicate;
        }

        bool isReported = predicate is ErrorSyntax;
        Token operation = Take();
        ExpressionSyntax last = Sum();
        string? fix = null;
        if (predicate is ComparisonSyntax { Operator: var first } comparison && last is not ErrorSyntax)
        {
            bool isUp = first is ComparisonOperator.Less or ComparisonOperator.LessOrEqual && operation.Kind is TokenKind.Less or TokenKind.LessOrEqual;
            bool isDown = first is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual && operation.Kind is TokenKind.Greater or TokenKind.GreaterOrEqual;
            fix = isUp ? $"{Fix.Write($"{Fix.Show(comparison.Right)} between {Fix.Show(comparison.Left)} and {Fix.Show(last)}")}, which includes both ends"
                : isDown ? $"{Fix.Write($"{Fix.Show(comparison.Right)} between {Fix.Show(last)} and {Fix.Show(comparison.Left)}")}, which includes both ends"
                : Fix.Write($"{Fix.Show(comparison)} and {Fix.Show(comparison.Right)} {TextOf(operation)} {Fix.Show(last)}");
        }

        if (!isReported)
        {
            Error(RuleDiagnosticCodes.ChainedComparison, operation.Span, "comparisons do not chain", fix);
        }

        while (!_lost && Keywords.IsComparison(Kind))
        {
            Take();
            last = Sum();
        }

        return new ErrorSyntax(predicate.Span.To(last.Span));
    }

    private ExpressionSyntax Membership(ExpressionSyntax operand, bool isNegated)
    {
        Token keyword = Take();
        SourceSpan listSpan = PlaceOf(Current);
        if (Kind == TokenKind.List)
        {
            Token list = Take();
            return new MembershipSyntax(operand, isNegated, [], list.Value, list.Span, operand.Span.To(list.Span));
        }

        if (Kind == TokenKind.OpenParenthesis)
        {
            if (Ahead(1).Kind == TokenKind.List && Ahead(2).Kind == TokenKind.CloseParenthesis)
            {
                Take();
                Token list = Take();
                Take();
                Error(RuleDiagnosticCodes.WrongBrackets, listSpan.To(Previous.Span), "a named list stands without parentheses", $"write '@{list.Value}'");
                return new MembershipSyntax(operand, isNegated, [], list.Value, list.Span, operand.Span.To(Previous.Span));
            }

            return ListItems() is { } items
                ? new MembershipSyntax(operand, isNegated, items, null, listSpan.To(Previous.Span), operand.Span.To(Previous.Span))
                : new ErrorSyntax(operand.Span.To(keyword.Span));
        }

        if (Kind is TokenKind.Text or TokenKind.Number or TokenKind.Minus)
        {
            return BareList(operand, isNegated);
        }

        if (NameSplitByIn(operand, keyword) is { } whole)
        {
            return Comparison(whole);
        }

        if (Kind == TokenKind.Word && Ahead(1).Kind != TokenKind.OpenParenthesis)
        {
            Token word = Take();
            Error(RuleDiagnosticCodes.EmptyList, word.Span, "'in' needs a list", $"write '@{word.Value}' for a named list, or ('{word.Value}')");
            return new ErrorSyntax(operand.Span.To(word.Span));
        }

        if (Kind is TokenKind.Attribute or TokenKind.Metadata)
        {
            Token attribute = Take();
            Error(RuleDiagnosticCodes.EmptyList, attribute.Span, "'in' needs a list of values, not an attribute", "write '=', or a list such as ('a', 'b')");
            return new ErrorSyntax(operand.Span.To(attribute.Span));
        }

        return Lose(RuleDiagnosticCodes.EmptyList, PlaceOf(Current), "'in' needs a list", "write ('a', 'b') or '@name'");
    }

    /// <summary>Values behind <c>in</c> without parentheses.</summary>
    private MembershipSyntax BareList(ExpressionSyntax operand, bool isNegated)
    {
        var items = new List<ExpressionSyntax>();
        SourceSpan start = Current.Span;
        do
        {
            if (Literal() is not { } item)
            {
                break;
            }

            items.Add(item);
        }
        while (TryTake(TokenKind.Comma));

        SourceSpan span = start.To(Previous.Span);
        Error(
            RuleDiagnosticCodes.WrongBrackets, span, "the values behind 'in' stand in parentheses",
            span.Length <= 60 ? Fix.Write($"({_source.Text.AsSpan(span.Start, span.Length)})") : null);
        return new MembershipSyntax(operand, isNegated, new SyntaxList<ExpressionSyntax>([.. items]), null, span, operand.Span.To(span));
    }

    private ExpressionSyntax Between(ExpressionSyntax operand, bool isNegated)
    {
        Token between = Take();
        bool hasParenthesis = Kind == TokenKind.OpenParenthesis && Ahead(1).Kind is TokenKind.Number && Ahead(2).Kind is TokenKind.Comma or TokenKind.And;
        if (hasParenthesis)
        {
            Error(RuleDiagnosticCodes.Unexpected, Current.Span, "the ends of 'between' stand without parentheses", "write 'between 1 and 5'");
            Take();
        }

        ExpressionSyntax low = Sum();
        if (_lost)
        {
            return low;
        }

        if (!TryTake(TokenKind.And))
        {
            if (Kind is TokenKind.Comma or TokenKind.Minus || (Kind == TokenKind.Word && Spells(Current, "to")))
            {
                if (!hasParenthesis)
                {
                    Error(RuleDiagnosticCodes.Unexpected, Current.Span, "the ends of 'between' are joined by 'and'", $"write 'between {Fix.Show(low)} and …'");
                }

                Take();
            }
            else
            {
                Error(RuleDiagnosticCodes.MissingAnd, between.Span, "'between' needs two ends", $"write 'between {Fix.Show(low)} and …'");
                return new ErrorSyntax(operand.Span.To(low.Span));
            }
        }

        ExpressionSyntax high = Sum();
        if (hasParenthesis)
        {
            TryTake(TokenKind.CloseParenthesis);
        }

        return new BetweenSyntax(operand, isNegated, low, high, operand.Span.To(high.Span));
    }

    private ExpressionSyntax TextMatch(ExpressionSyntax operand, bool isNegated)
    {
        Token operation = Take();
        TextMatchOperator match = operation.Kind switch
        {
            TokenKind.Includes => TextMatchOperator.Includes,
            TokenKind.Like => TextMatchOperator.Like,
            TokenKind.StartsWith => TextMatchOperator.StartsWith,
            TokenKind.EndsWith => TextMatchOperator.EndsWith,
            _ => TextMatchOperator.Matches,
        };
        string name = SyntaxPrinter.Spell(match);
        if (Kind == TokenKind.OpenParenthesis && Ahead(1).Kind == TokenKind.Text)
        {
            Token open = Take();
            Token inner = Take();
            bool isOne = Kind == TokenKind.CloseParenthesis;
            while (!isOne && Kind is TokenKind.Comma or TokenKind.Text)
            {
                Take();
            }

            TryTake(TokenKind.CloseParenthesis);
            Error(
                RuleDiagnosticCodes.WrongBrackets, open.Span.To(Previous.Span), $"'{name}' takes one text without parentheses",
                isOne ? $"write {name} {SyntaxPrinter.Quote(inner.Value!)}" : $"write {Fix.Show(operand)} {name} {SyntaxPrinter.Quote(inner.Value!)} or {Fix.Show(operand)} {name} …");
            return new TextMatchSyntax(match, operand, isNegated, new TextSyntax(inner.Value!, inner.Span), operand.Span.To(Previous.Span));
        }

        if (Kind == TokenKind.Text)
        {
            Token pattern = Take();
            return new TextMatchSyntax(match, operand, isNegated, new TextSyntax(pattern.Value!, pattern.Span), operand.Span.To(pattern.Span));
        }

        if (Kind == TokenKind.Word && Ahead(1).Kind != TokenKind.OpenParenthesis)
        {
            TextSyntax text = UnquotedText();
            return new TextMatchSyntax(match, operand, isNegated, text, operand.Span.To(text.Span));
        }

        SourceSpan place = PlaceOf(Current);
        if (Kind is TokenKind.Attribute or TokenKind.Metadata or TokenKind.Number or TokenKind.List)
        {
            string what = Kind is TokenKind.Number ? "a number" : Kind is TokenKind.List ? "a list" : "an attribute";
            string? number = Kind is TokenKind.Number ? $"write {SyntaxPrinter.Quote(TextOf(Current))}" : null;
            Take();
            Error(RuleDiagnosticCodes.WrongArgument, place, $"'{name}' needs a text in quotes, not {what}", number ?? (what == "a list" ? "write 'in' for a list" : null));
            return new ErrorSyntax(operand.Span.To(Previous.Span));
        }

        return Lose(RuleDiagnosticCodes.WrongArgument, place, $"'{name}' needs a text in quotes", $"write {name} '…'");
    }
}
