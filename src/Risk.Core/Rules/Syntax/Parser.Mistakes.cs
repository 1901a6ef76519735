using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

/// <summary>What people write out of habit from SQL, programming languages and spreadsheets, each read as what was meant.</summary>
internal sealed partial class Parser
{
    private static readonly string[] NullWords = ["null", "nil", "none", "undefined", "missing", "empty", "nan", "na"];

    private bool IsNullWord(Token token) =>
        token.Kind == TokenKind.Word && Array.Exists(NullWords, word => Spells(token, word));

    /// <summary><c>= null</c>, read as a test for a missing value.</summary>
    private ExpressionSyntax? NullWord(ExpressionSyntax left, TokenKind operation)
    {
        if (!IsNullWord(Current) || Ahead(1).Kind == TokenKind.OpenParenthesis)
        {
            return null;
        }

        Token word = Take();
        bool isNegated = operation is not TokenKind.Equal;
        return MissingTest(left, isNegated, word.Span, $"'{TextOf(word)}' is not a value");
    }

    private ExpressionSyntax MissingTest(ExpressionSyntax operand, bool isNegated, SourceSpan span, string message)
    {
        ExpressionSyntax test = new CallSyntax("is_missing", [operand], operand.Span.To(span));
        if (isNegated)
        {
            test = new NotSyntax(test, test.Span);
        }

        Error(RuleDiagnosticCodes.NullWord, span, message, operand is ErrorSyntax ? null : Fix.Write(Fix.Show(test)));
        return test;
    }

    /// <summary>A word behind a value, where an operator was expected.</summary>
    private ExpressionSyntax ForeignComparison(ExpressionSyntax left)
    {
        Token word = Current;
        if (AtEndOfItem)
        {
            return left;
        }

        string text = TextOf(word).ToUpperInvariant();
        switch (text)
        {
            case "IS" or "ISNT":
                return Is(left);
            case "ISNULL" or "NOTNULL":
                Take();
                return MissingTest(left, text == "NOTNULL", word.Span, $"'{TextOf(word)}' is not an operator");
            case "CONTAINS" or "CONTAIN" or "INCLUDE" or "HAS":
                return ForeignMatch(left, TokenKind.Includes, 1);
            case "STARTSWITH" or "STARTS" or "BEGINS_WITH" or "BEGINSWITH" or "BEGINS":
                return ForeignMatch(left, TokenKind.StartsWith, text is "STARTS" or "BEGINS" && Spells(Ahead(1), "with") ? 2 : 1);
            case "ENDSWITH" or "ENDS":
                return ForeignMatch(left, TokenKind.EndsWith, text == "ENDS" && Spells(Ahead(1), "with") ? 2 : 1);
            case "REGEX" or "REGEXP" or "RLIKE" or "MATCH" or "REGEX_MATCH":
                return ForeignMatch(left, TokenKind.Matches, 1);
            case "ILIKE":
                return ForeignMatch(left, TokenKind.Like, 1);
            case "EQUALS" or "EQUAL" or "EQ":
                return ForeignCompare(left, TokenKind.Equal, "=");
            case "NE" or "NEQ":
                return ForeignCompare(left, TokenKind.NotEqual, "!=");
            case "GT":
                return ForeignCompare(left, TokenKind.Greater, ">");
            case "GTE" or "GE":
                return ForeignCompare(left, TokenKind.GreaterOrEqual, ">=");
            case "LT":
                return ForeignCompare(left, TokenKind.Less, "<");
            case "LTE" or "LE":
                return ForeignCompare(left, TokenKind.LessOrEqual, "<=");
            case "MOD":
                Take();
                Error(RuleDiagnosticCodes.ForeignOperator, word.Span, "the remainder of a division is written '%'", "write '%'");
                Unary();
                return Keywords.IsComparison(Kind) ? Comparison(new ErrorSyntax(left.Span)) : new ErrorSyntax(left.Span);
            case "XOR":
                Take();
                Error(RuleDiagnosticCodes.ForeignOperator, word.Span, "there is no 'xor'", "write '(a and not b) or (b and not a)'");
                return Predicate();
            default:
                return left;
        }
    }

    private ExpressionSyntax ForeignMatch(ExpressionSyntax left, TokenKind kind, int words)
    {
        Token first = Current;
        Token last = Ahead(words - 1);
        string right = Keywords.Spell(kind);
        Error(
            RuleDiagnosticCodes.ForeignOperator, first.Span.To(last.Span), $"'{_source.Text.AsSpan(first.Start, last.End - first.Start)}' is not an operator",
            $"write '{right}'");
        _index += words - 1;
        _tokens[_index] = last with { Kind = kind };
        return TextMatch(left, isNegated: false);
    }

    private ExpressionSyntax ForeignCompare(ExpressionSyntax left, TokenKind kind, string right)
    {
        Token word = Current;
        Error(RuleDiagnosticCodes.ForeignOperator, word.Span, $"'{TextOf(word)}' is not an operator", $"write '{right}'");
        _tokens[_index] = word with { Kind = kind };
        return Comparison(left);
    }

    /// <summary><c>is null</c>, <c>is not null</c>, <c>is true</c>, <c>is 'x'</c>.</summary>
    private ExpressionSyntax Is(ExpressionSyntax left)
    {
        Token first = Take();
        bool isNegated = Spells(first, "isnt") || TryTake(TokenKind.Not);
        if (IsNullWord(Current))
        {
            Token word = Take();
            return MissingTest(left, isNegated, first.Span.To(word.Span), $"'{_source.Text.AsSpan(first.Start, word.End - first.Start)}' is not an operator");
        }

        SourceSpan span = first.Span.To(Previous.Span);
        string written = _source.Text.Substring(span.Start, span.Length);
        if (Kind is TokenKind.True or TokenKind.False)
        {
            Token truth = Take();
            bool holds = (truth.Kind == TokenKind.True) != isNegated;
            ExpressionSyntax condition = holds ? left : new NotSyntax(left, left.Span);
            Error(RuleDiagnosticCodes.IsWord, span.To(truth.Span), $"'{written} {TextOf(truth)}' is not an operator", left is ErrorSyntax ? null : Fix.Write(Fix.Show(condition)));
            return condition;
        }

        if (Kind == TokenKind.In || (Kind >= TokenKind.Between && Keywords.IsKeyword(Kind)))
        {
            string keyword = TextOf(Current);
            Error(RuleDiagnosticCodes.IsWord, span, $"'{written}' does not stand in front of '{keyword}'", isNegated ? $"write 'not {keyword}'" : $"write '{keyword}'");
            return Kind switch
            {
                TokenKind.In => Membership(left, isNegated),
                TokenKind.Between => Between(left, isNegated),
                _ => TextMatch(left, isNegated),
            };
        }

        Error(RuleDiagnosticCodes.IsWord, span, $"'{written}' is not an operator", isNegated ? "write '!='" : "write '='");
        _index--;
        _tokens[_index] = new Token(isNegated ? TokenKind.NotEqual : TokenKind.Equal, span.Start, span.Length, StartsLine: false, null);
        return Comparison(left);
    }

    /// <summary><c>:x: and not in (…)</c> and <c>:x: = 'a' or = 'b'</c>: a predicate without its left side, which the one before it has.</summary>
    private bool RepeatsPredicate(List<ExpressionSyntax> operands)
    {
        bool isNegated = Kind == TokenKind.Not;
        TokenKind kind = isNegated ? Ahead(1).Kind : Kind;
        if (kind is < TokenKind.In or > TokenKind.Matches && !Keywords.IsComparison(kind))
        {
            return false;
        }

        Token junction = Previous;
        ExpressionSyntax before = operands[^1] is JunctionSyntax inner ? inner.Operands[^1] : operands[^1];
        ExpressionSyntax left = before switch
        {
            ComparisonSyntax comparison => comparison.Left,
            MembershipSyntax membership => membership.Operand,
            TextMatchSyntax match => match.Operand,
            BetweenSyntax between => between.Operand,
            _ => before,
        };
        Token last = isNegated ? Ahead(1) : Current;
        string operation = (isNegated ? "not " : "") + TextOf(last).ToLowerInvariant();
        bool standsAlone = ReferenceEquals(left, operands[^1]) && left is AttributeSyntax;
        string? fix = left is ErrorSyntax ? null
            : standsAlone ? Fix.Write($"{Fix.Show(left)} {operation} …")
            : Fix.Write($"{TextOf(junction)} {Fix.Show(left)} {operation} …");
        Error(RuleDiagnosticCodes.MisplacedNot, junction.Span.To(last.Span), $"'{operation}' has nothing on its left", fix);
        if (isNegated)
        {
            Take();
        }

        if (standsAlone)
        {
            operands.RemoveAt(operands.Count - 1);
        }

        operands.Add(Kind switch
        {
            TokenKind.In => Membership(left, isNegated),
            TokenKind.Between => Between(left, isNegated),
            _ when Keywords.IsComparison(Kind) => Comparison(left),
            _ => TextMatch(left, isNegated),
        });
        return true;
    }

    /// <summary><c>:x: not = 'a'</c></summary>
    private ExpressionSyntax NotBeforeComparison(ExpressionSyntax left)
    {
        Token not = Take();
        Token operation = Current;
        string right = operation.Kind switch
        {
            TokenKind.Equal => "!=",
            TokenKind.NotEqual => "=",
            TokenKind.Less => ">=",
            TokenKind.LessOrEqual => ">",
            TokenKind.Greater => "<=",
            _ => "<",
        };
        Error(
            RuleDiagnosticCodes.MisplacedNot, not.Span.To(operation.Span), $"'not' does not stand in front of '{TextOf(operation)}'", $"write '{right}'");
        return Comparison(left);
    }

    private bool LooksLikeList() =>
        Ahead(1).Kind is TokenKind.Text or TokenKind.Number && Ahead(2).Kind == TokenKind.Comma;

    /// <summary><c>= ('a', 'b')</c> or <c>= @list</c>, read as <c>in</c>.</summary>
    private ExpressionSyntax ListAsOperand(ExpressionSyntax left, Token operation)
    {
        bool isNegated = operation.Kind == TokenKind.NotEqual;
        string right = isNegated ? "not in" : "in";
        Error(RuleDiagnosticCodes.ListWithoutIn, operation.Span, $"'{TextOf(operation)}' compares with one value, not with a list", $"write '{right}'");
        _index--;
        _tokens[_index] = operation with { Kind = TokenKind.In };
        return Membership(left, isNegated);
    }

    /// <summary>Whether a keyword stands where only a text can have been meant, as in <c>= block and</c>.</summary>
    private bool IsBareWord()
    {
        Token next = Ahead(1);
        return Kind is not (TokenKind.Not or TokenKind.True or TokenKind.False or TokenKind.And or TokenKind.Or) && !Current.StartsLine
            && (next.StartsLine || next.Kind is TokenKind.EndOfFile or TokenKind.And or TokenKind.Or or TokenKind.CloseParenthesis or TokenKind.Semicolon);
    }

    private TextSyntax UnquotedText()
    {
        Token first = Take();
        while (Kind == TokenKind.Word && !Current.StartsLine && Ahead(1).Kind != TokenKind.OpenParenthesis)
        {
            Take();
        }

        SourceSpan span = first.Span.To(Previous.Span);
        string value = _source.Text.Substring(span.Start, Math.Min(span.Length, 200));
        bool looksLikeAttribute = Previous == first && value.Contains('_') && value.All(static c => c == '_' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
        string fix = looksLikeAttribute ? $"write '{value}' if it is a text, :{value}: if it is an attribute" : $"write {SyntaxPrinter.Quote(value)}";
        Error(RuleDiagnosticCodes.UnquotedText, span, "a text stands in single quotes", value.Length <= 60 ? fix : null);
        return new TextSyntax(value, span);
    }

    /// <summary>One attribute whose name fell apart at its <c>in</c>, as in <c>:amount: in usd > 5</c> or <c>:amount: in usd: > 5</c>; null when it is a list.</summary>
    private AttributeSyntax? NameSplitByIn(ExpressionSyntax operand, Token keyword)
    {
        bool isWord = Kind is TokenKind.Word || (Kind is TokenKind.Attribute && _source.Text[Current.Start] != ':');
        if (!isWord || !Keywords.IsComparison(Ahead(1).Kind) || operand is not AttributeSyntax { IsMetadata: false } attribute)
        {
            return null;
        }

        Token word = Take();
        string name = $"{attribute.Name}_{TextOf(keyword).ToLowerInvariant()}_{word.Value}";
        SourceSpan span = attribute.Span.To(word.Span);
        if (word.Kind is TokenKind.Word)
        {
            Error(RuleDiagnosticCodes.SpaceInName, span, "'in' asks for a list, and here a comparison follows: a name has no spaces", name.Length <= 200 ? $"write ':{name}:'" : null);
        }

        return new AttributeSyntax(name, IsMetadata: false, span) { IsGuess = true };
    }

    /// <summary>A word where a value was expected: most likely an attribute without its colons.</summary>
    private ExpressionSyntax BareWord()
    {
        Token word = Take();
        if (IsNullWord(word))
        {
            Error(RuleDiagnosticCodes.NullWord, word.Span, $"'{TextOf(word)}' is not a value", "write 'is_missing(:x:)'");
            if (Keywords.IsComparison(Kind))
            {
                Take();
                Sum();
            }

            return new ErrorSyntax(word.Span);
        }

        string name = word.Length <= 200 ? TextOf(word) : TextOf(word)[..200];
        if (name.ToUpperInvariant() is "THEN" or "ELSE" or "WHEN" or "CASE" or "END" or "SELECT" or "WHERE" or "RETURN" or "EXISTS")
        {
            return Lose(
                RuleDiagnosticCodes.ForeignWord, word.Span, $"'{name}' is not a word of the language",
                Spells(word, "exists") ? "write 'exists(:x:)'" : "a rule is an action, 'if' and a condition: 'Block if …'");
        }

        Error(RuleDiagnosticCodes.AttributeWithoutColons, word.Span, $"an attribute stands between colons, a text between quotes", $"write ':{name}:' for the attribute");
        return new AttributeSyntax(name, IsMetadata: false, word.Span) { IsGuess = true };
    }
}
