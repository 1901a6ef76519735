using System.Globalization;
using Risk.Rules.Binding;
using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

internal sealed partial class Parser
{
    private ExpressionSyntax Sum()
    {
        ExpressionSyntax left = Product();
        while (!_lost && Kind is TokenKind.Plus or TokenKind.Minus)
        {
            ArithmeticOperator operation = Take().Kind == TokenKind.Plus ? ArithmeticOperator.Add : ArithmeticOperator.Subtract;
            left = Arithmetic(operation, left, Product());
        }

        return left;
    }

    private ExpressionSyntax Product()
    {
        ExpressionSyntax left = Unary();
        while (!_lost && Kind is TokenKind.Star or TokenKind.Slash or TokenKind.Percent)
        {
            Token token = Take();
            if (token.Kind == TokenKind.Percent && IsPercentSign())
            {
                string? fix = left is NumberSyntax number
                    ? string.Create(CultureInfo.InvariantCulture, $"write {number.Value} where the attribute counts percents, {number.Value / 100} where it is a share")
                    : null;
                Error(RuleDiagnosticCodes.PercentSign, token.Span, "numbers have no percent sign", fix);
                continue;
            }

            ArithmeticOperator operation = token.Kind switch
            {
                TokenKind.Star => ArithmeticOperator.Multiply,
                TokenKind.Slash => ArithmeticOperator.Divide,
                _ => ArithmeticOperator.Remainder,
            };
            left = Arithmetic(operation, left, Unary());
        }

        return left;
    }

    /// <summary>Joins operands, unless a chain of them grows so tall that what walks the tree could overflow the stack.</summary>
    private ExpressionSyntax Arithmetic(ArithmeticOperator operation, ExpressionSyntax left, ExpressionSyntax right)
    {
        var joined = new ArithmeticSyntax(operation, left, right, left.Span.To(right.Span));
        if (joined.Height <= _limits.TallestTree)
        {
            return joined;
        }

        return Lose(
            RuleDiagnosticCodes.NestedTooDeeply, joined.Span, "this condition's arithmetic is too long", "name a part of it with 'define', or raise RuleLimits.Nesting");
    }

    /// <summary>Whether a percent sign has nothing behind it to divide by.</summary>
    private bool IsPercentSign() =>
        Kind is TokenKind.And or TokenKind.Or or TokenKind.CloseParenthesis or TokenKind.Comma or TokenKind.Because or TokenKind.Reason || AtEndOfItem;

    private ExpressionSyntax Unary()
    {
        if (Kind != TokenKind.Minus)
        {
            return Primary();
        }

        Token minus = Take();
        if (Kind == TokenKind.Number)
        {
            Token number = Take();
            return new NumberSyntax(-NumberOf(number), minus.Span.To(number.Span));
        }

        if (!Enter())
        {
            return new ErrorSyntax(minus.Span);
        }

        ExpressionSyntax operand = Unary();
        _depth--;
        return new NegateSyntax(operand, minus.Span.To(operand.Span));
    }

    private ExpressionSyntax Primary()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Attribute or TokenKind.Metadata:
                Take();
                return token.Value!.Length == 0 ? new ErrorSyntax(token.Span) : new AttributeSyntax(token.Value!, token.Kind == TokenKind.Metadata, token.Span);
            case TokenKind.Number:
                return Number();
            case TokenKind.Duration:
                Take();
                return Duration(token);
            case TokenKind.Text:
                Take();
                return new TextSyntax(token.Value!, token.Span);
            case TokenKind.True or TokenKind.False:
                Take();
                return new TruthSyntax(token.Kind == TokenKind.True, token.Span);
            case TokenKind.OpenParenthesis:
                return Group();
            case TokenKind.Word:
                return Ahead(1).Kind == TokenKind.OpenParenthesis ? Call() : BareWord();
            case TokenKind.In when Ahead(1).Kind is TokenKind.OpenParenthesis or TokenKind.List:
                Take();
                return Lose(RuleDiagnosticCodes.MisplacedNot, token.Span, "'in' has nothing on its left", "write ':x: in (…)'");
            case TokenKind.List:
                return Lose(RuleDiagnosticCodes.ListWithoutIn, token.Span, "a list stands behind 'in'", $"write ':x: in @{token.Value}'");
            default:
                return MissingOperand();
        }
    }

    private ErrorSyntax MissingOperand()
    {
        Token token = Current;
        SourceSpan place = PlaceOf(token);
        if (token.Kind == TokenKind.CloseParenthesis && _index > 0 && Previous.Kind == TokenKind.OpenParenthesis)
        {
            return Lose(RuleDiagnosticCodes.MissingCondition, Previous.Span.To(token.Span), "there is nothing between these parentheses", "leave them out");
        }

        if (AtEndOfItem || token.Kind is TokenKind.Because or TokenKind.Reason)
        {
            SourceSpan behind = _index > 0 ? Previous.Span : place;
            string last = _index > 0 ? Describe(Previous) : "the start";
            return Lose(RuleDiagnosticCodes.MissingCondition, behind, $"a value is missing behind {last}");
        }

        string? fix = Keywords.IsComparison(token.Kind) ? "write an attribute in front of it, such as ':amount_in_usd: > 500'" : null;
        return Lose(RuleDiagnosticCodes.Unexpected, place, $"a value is expected here, not {Describe(token)}", fix);
    }

    private ExpressionSyntax Number()
    {
        Token token = Take();
        var number = new NumberSyntax(NumberOf(token), token.Span);
        if (Kind == TokenKind.Number && !Current.StartsLine && Current.Length == 3 && token.Length <= 3)
        {
            SourceSpan span = token.Span;
            while (Kind == TokenKind.Number && !Current.StartsLine && Current.Length >= 3)
            {
                span = span.To(Take().Span);
            }

            SeparatedDigits(span);
        }
        else if (Kind == TokenKind.Comma && !_insideList && IsThousands(token, Current, Ahead(1)))
        {
            SourceSpan span = token.Span;
            while (Kind == TokenKind.Comma && IsThousands(token, Current, Ahead(1)))
            {
                Take();
                span = span.To(Take().Span);
            }

            SeparatedDigits(span);
        }
        else if (Kind == TokenKind.Word && !Current.StartsLine && Current.Length == 3 && TextOf(Current) is "USD" or "EUR" or "GBP" or "usd" or "eur" or "gbp")
        {
            Token currency = Take();
            Error(
                RuleDiagnosticCodes.CurrencySymbol, currency.Span, "an amount is a plain number; its attribute says the currency",
                $"leave '{TextOf(currency)}' out, and pick the attribute of the currency, such as ':amount_in_{TextOf(currency).ToLowerInvariant()}:'");
        }

        return number;
    }

    private void SeparatedDigits(SourceSpan span)
    {
        string? fix = span.Length > 60 ? null : Fix.Write(string.Concat(_source.Text.Substring(span.Start, span.Length).Where(static c => c is not (',' or ' ' or '\t'))));
        Error(RuleDiagnosticCodes.ThousandsSeparator, span, "numbers have no separators", fix);
    }

    private static bool IsThousands(Token number, Token comma, Token next) =>
        next.Kind == TokenKind.Number && next.Length >= 3 && number.Length <= 3 && next.Start == comma.End;

    private double NumberOf(Token token)
    {
        ReadOnlySpan<char> text = token.Value is null ? SpanOf(token) : token.Value;
        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            Error(RuleDiagnosticCodes.MalformedNumber, token.Span, "this number is too large");
            return double.MaxValue;
        }

        return value;
    }

    private DurationSyntax Duration(Token token)
    {
        ReadOnlySpan<char> text = token.Value is null ? SpanOf(token) : token.Value;
        char unit = (char)(text[^1] | 0x20);
        if (!long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out long amount) || amount > 1L << 40)
        {
            Error(RuleDiagnosticCodes.MalformedDuration, token.Span, "this duration is too long");
            amount = 1;
        }

        return new DurationSyntax(amount, unit, token.Span);
    }

    private ExpressionSyntax Group()
    {
        Token open = Current;
        if (!Enter())
        {
            return new ErrorSyntax(open.Span);
        }

        Take();
        bool outside = _insideList;
        _insideList = false;
        ExpressionSyntax inner = Condition();
        _insideList = outside;
        _depth--;
        if (!_lost && !TryTake(TokenKind.CloseParenthesis))
        {
            UnclosedParenthesis(open);
        }

        return inner;
    }

    private void UnclosedParenthesis(Token open)
    {
        if (AtEndOfItem || Kind is TokenKind.Because or TokenKind.Reason)
        {
            Error(RuleDiagnosticCodes.MissingParenthesis, open.Span, "this parenthesis is not closed", "close it with ')'");
            return;
        }

        Lose(RuleDiagnosticCodes.Unexpected, PlaceOf(Current), $"{Describe(Current)} has no meaning here", "expected ')', 'and' or 'or'");
    }

    private ExpressionSyntax Call()
    {
        Token name = Current;
        if (!Enter())
        {
            return new ErrorSyntax(name.Span);
        }

        Take();
        Token open = Take();
        bool outside = _insideList;
        _insideList = true;
        var arguments = new List<ExpressionSyntax>();
        while (Kind != TokenKind.CloseParenthesis && !_lost)
        {
            arguments.Add(Condition());
            if (_lost || Kind == TokenKind.CloseParenthesis)
            {
                break;
            }

            if (!TryTake(TokenKind.Comma))
            {
                UnclosedParenthesis(open);
                break;
            }

            if (Kind == TokenKind.CloseParenthesis)
            {
                Error(RuleDiagnosticCodes.TrailingComma, Previous.Span, "an argument is missing behind this comma", "leave the comma out");
            }
        }

        _insideList = outside;
        _depth--;
        if (_lost || !TryTake(TokenKind.CloseParenthesis))
        {
            if (!_lost && arguments.Count == 0)
            {
                UnclosedParenthesis(open);
            }

            return new ErrorSyntax(name.Span.To(Previous.Span));
        }

        return new CallSyntax(name.Value!.ToLowerInvariant(), new SyntaxList<ExpressionSyntax>([.. arguments]), name.Span.To(Previous.Span));
    }

    /// <summary>The literals between parentheses, or null when it got lost in them.</summary>
    private SyntaxList<ExpressionSyntax>? ListItems()
    {
        Token open = Take();
        var items = new List<ExpressionSyntax>();
        if (Kind == TokenKind.CloseParenthesis)
        {
            Take();
            Error(RuleDiagnosticCodes.EmptyList, open.Span.To(Previous.Span), "this list is empty", "write at least one value, such as ('a')");
            return new SyntaxList<ExpressionSyntax>([]);
        }

        while (true)
        {
            if (Literal() is not { } item)
            {
                return null;
            }

            items.Add(item);
            if (++_listItems > _limits.ListItems)
            {
                Lose(
                    RuleDiagnosticCodes.TooManyListItems,
                    item.Span,
                    string.Create(CultureInfo.InvariantCulture, $"the file's lists have more than the {_limits.ListItems:N0} items that are allowed"),
                    "split the file, or raise RuleLimits.ListItems");
                return null;
            }

            if (TryTake(TokenKind.CloseParenthesis))
            {
                return new SyntaxList<ExpressionSyntax>([.. items]);
            }

            if (TryTake(TokenKind.Comma))
            {
                while (Kind is TokenKind.Comma)
                {
                    Error(RuleDiagnosticCodes.TrailingComma, Current.Span, "a value is missing between these commas", "leave one comma out");
                    Take();
                }

                if (Kind == TokenKind.CloseParenthesis)
                {
                    Error(RuleDiagnosticCodes.TrailingComma, Previous.Span, "a value is missing behind this comma", "leave the comma out");
                    Take();
                    return new SyntaxList<ExpressionSyntax>([.. items]);
                }

                continue;
            }

            if (Kind is TokenKind.Semicolon && Ahead(1).Kind is TokenKind.Text or TokenKind.Number)
            {
                Error(RuleDiagnosticCodes.TrailingComma, Current.Span, "the values of a list are separated by commas", "write ','");
                Take();
                continue;
            }

            if (Kind is TokenKind.Text or TokenKind.Number or TokenKind.Or)
            {
                Error(RuleDiagnosticCodes.TrailingComma, PlaceOf(Current), "a comma is missing between these values", "separate the values of a list with commas");
                TryTake(TokenKind.Or);
                continue;
            }

            Error(RuleDiagnosticCodes.MissingParenthesis, open.Span, "this list is not closed", "close it with ')'");
            if (!AtEndOfItem && Kind is not (TokenKind.And or TokenKind.Because or TokenKind.Reason))
            {
                _lost = true;
                SkipToItem();
            }

            return new SyntaxList<ExpressionSyntax>([.. items]);
        }
    }

    /// <summary>A text or number of a list; null, after a report, when there is something else.</summary>
    private ExpressionSyntax? Literal()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                Take();
                return new TextSyntax(token.Value!, token.Span);
            case TokenKind.Number:
                Take();
                return new NumberSyntax(NumberOf(token), token.Span);
            case TokenKind.Duration:
                Take();
                return Duration(token);
            case TokenKind.Minus when Ahead(1).Kind == TokenKind.Number:
                Take();
                Token number = Take();
                return new NumberSyntax(-NumberOf(number), token.Span.To(number.Span));
            case TokenKind.True or TokenKind.False:
                Take();
                Error(RuleDiagnosticCodes.MixedList, token.Span, "a list holds texts or numbers", "write ':flag:' or 'not :flag:' instead of a list");
                return new TextSyntax(TextOf(token), token.Span);
            case TokenKind.Attribute or TokenKind.Metadata or TokenKind.List:
                Take();
                Error(
                    RuleDiagnosticCodes.MixedList, token.Span, $"a list holds values, not {(token.Kind == TokenKind.List ? "other lists" : "attributes")}",
                    token.Kind == TokenKind.List ? "write ':x: in @a or :x: in @b'" : "compare with it on its own: ':x: = :y: or …'");
                return new ErrorSyntax(token.Span);
            case TokenKind.Word when IsNullWord(token):
                Take();
                Error(RuleDiagnosticCodes.NullWord, token.Span, "a list can't hold a missing value", "write 'is_missing(:x:) or :x: in (…)'");
                return new ErrorSyntax(token.Span);
            case TokenKind.Word or >= TokenKind.Allow and not TokenKind.And and not TokenKind.Or:
                return UnquotedText();
            default:
                Lose(RuleDiagnosticCodes.Unexpected, PlaceOf(token), $"a list holds texts or numbers, not {Describe(token)}", "write values such as 'a' or 5");
                return null;
        }
    }
}
