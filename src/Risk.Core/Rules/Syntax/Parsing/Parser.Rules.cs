using System.Globalization;
using Risk.Internals;
using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

internal sealed partial class Parser
{
    private static readonly (string Word, string Action)[] ActionWords =
    [
        ("allow", "Allow"), ("block", "Block"), ("review", "Review"), ("request", "Request 3D Secure"), ("challenge", "Challenge"), ("score", "Score"),
        ("reject", "Block"), ("deny", "Block"), ("decline", "Block"), ("refuse", "Block"), ("stop", "Block"), ("fail", "Block"), ("ban", "Block"), ("cancel", "Block"),
        ("accept", "Allow"), ("approve", "Allow"), ("pass", "Allow"), ("permit", "Allow"), ("whitelist", "Allow"), ("let", "Allow"),
        ("flag", "Review"), ("hold", "Review"), ("manual", "Review"), ("investigate", "Review"), ("alert", "Review"), ("queue", "Review"), ("escalate", "Review"),
        ("3d", "Request 3D Secure"), ("3ds", "Request 3D Secure"), ("authenticate", "Request 3D Secure"), ("verify", "Request 3D Secure"), ("stepup", "Request 3D Secure"),
        ("step", "Request 3D Secure"), ("require", "Request 3D Secure"), ("points", "Score"), ("add", "Score"),
    ];

    private RuleSyntax? Rule()
    {
        Token head = Current;
        bool isShadow = TryTake(TokenKind.Shadow);
        string? label = Label();
        isShadow |= TryTake(TokenKind.Shadow);
        label ??= Label();

        SourceSpan actionSpan = PlaceOf(Current);
        RuleAction? action = Action();
        if (_lost)
        {
            return null;
        }

        double points = action == RuleAction.Score ? Points() : 0;
        (int? share, AttributeSyntax? shareKey) = Share();
        if (_lost || !If())
        {
            return null;
        }

        if (AtEndOfItem || Kind is TokenKind.Because or TokenKind.Reason)
        {
            Lose(RuleDiagnosticCodes.MissingCondition, Previous.Span, "this rule has no condition", "write one behind 'if', or 'if true' to act on every event");
            return null;
        }

        ExpressionSyntax condition = Condition();
        string? because = null;
        string? reason = null;
        while (!_lost && Kind is TokenKind.Because or TokenKind.Reason)
        {
            bool isBecause = Kind == TokenKind.Because;
            string? text = ReasonText();
            because = isBecause ? text ?? because : because;
            reason = isBecause ? reason : text ?? reason;
        }

        return new RuleSyntax(label, action ?? RuleAction.Review, condition, head.Span.To(_index > 0 ? Previous.Span : head.Span))
        {
            IsShadow = isShadow,
            Points = points,
            Share = share,
            ShareKey = shareKey,
            Because = because,
            Reason = reason,
            HeadSpan = label is null ? actionSpan : head.Kind == TokenKind.Shadow ? actionSpan : new SourceSpan(head.Start, label.Length),
        };
    }

    private string? Label()
    {
        if (Kind != TokenKind.Label)
        {
            return null;
        }

        Token token = Take();
        string label = token.Value!;
        if (Keywords.KindOf(label) != TokenKind.Word)
        {
            Error(
                RuleDiagnosticCodes.KeywordAsLabel, new SourceSpan(token.Start, label.Length), $"'{label}' is a word of the language and can't name a rule",
                $"write '{label.ToLowerInvariant()}-1:' or a name that says what the rule is about");
        }
        else if (label.Any(static c => c >= 128))
        {
            Error(
                RuleDiagnosticCodes.MalformedName, new SourceSpan(token.Start, label.Length), "a label is made of the letters a to z, digits, '-', '_' and '.'");
        }

        return label;
    }

    private RuleAction? Action()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Allow:
                Take();
                return RuleAction.Allow;
            case TokenKind.Block:
                Take();
                return RuleAction.Block;
            case TokenKind.Review:
                Take();
                return RuleAction.Review;
            case TokenKind.Challenge:
                Take();
                return RuleAction.Challenge;
            case TokenKind.Score:
                Take();
                return RuleAction.Score;
            case TokenKind.Request:
                Request();
                return RuleAction.Challenge;
            default:
                UnknownAction();
                return null;
        }
    }

    private void Request()
    {
        Token request = Take();
        if (Spells(Current, "3ds"))
        {
            Take();
        }
        else if (Spells(Current, "3d"))
        {
            Take();
            if (Kind == TokenKind.Word && Spells(Current, "secure"))
            {
                Take();
                return;
            }

            Error(RuleDiagnosticCodes.UnknownAction, request.Span.To(Previous.Span), "there is no such request", "write 'Request 3D Secure'");
            SkipToIf();
        }
        else
        {
            Error(RuleDiagnosticCodes.UnknownAction, request.Span, "there is no such request", "write 'Request 3D Secure'");
            SkipToIf();
        }
    }

    private void SkipToIf()
    {
        for (int i = 0; i < 4 && Kind is TokenKind.Word or TokenKind.Number or TokenKind.Minus; i++)
        {
            Take();
        }
    }

    private void UnknownAction()
    {
        Token token = Current;
        if (token.Kind == TokenKind.If)
        {
            Error(
                RuleDiagnosticCodes.UnknownAction, token.Span, "a rule starts with its action, then the condition",
                "write 'Block if …', 'Review if …', 'Allow if …' or 'Request 3D Secure if …'");
            return;
        }

        if (token.Kind != TokenKind.Word && !Spells(token, "3d"))
        {
            string expected = "a rule starts with an action";
            Lose(
                RuleDiagnosticCodes.UnknownAction, PlaceOf(token), $"{expected}, not with {Describe(token)}",
                StartsCondition(token.Kind) ? "write an action and 'if' in front, such as 'Block if …'" : "actions are Allow, Block, Review, Request 3D Secure, Score");
            return;
        }

        if (Ahead(1) is { Kind: TokenKind.Label, StartsLine: false } rest)
        {
            string label = $"{TextOf(token)}-{rest.Value}";
            Error(RuleDiagnosticCodes.MalformedName, token.Span.To(rest.Span), "a label has no spaces", $"write '{label}:'");
            Take();
            Take();
            Action();
            return;
        }

        if (LabelWithoutColon())
        {
            return;
        }

        int end = 0;
        while (end < 3 && Ahead(end + 1) is { StartsLine: false, Kind: TokenKind.Word or TokenKind.Number or TokenKind.Review })
        {
            end++;
        }

        SourceSpan span = token.Span.To(Ahead(end).Span);
        string written = _source.Text.Substring(span.Start, Math.Min(span.Length, 60));
        Error(RuleDiagnosticCodes.UnknownAction, span, $"'{written}' is not an action", SuggestAction(TextOf(token), written));
        for (int i = 0; i <= end; i++)
        {
            Take();
        }

        if (Kind != TokenKind.If && Kind != TokenKind.Percent)
        {
            _lost = true;
            SkipToItem();
        }
    }

    /// <summary>A name, perhaps with hyphens, and an action behind it: a label that lacks its colon.</summary>
    private bool LabelWithoutColon()
    {
        int end = 1;
        while (Ahead(end) is { StartsLine: false, Kind: TokenKind.Word or TokenKind.Minus or TokenKind.Number } part && part.Start == Ahead(end - 1).End)
        {
            end++;
        }

        if (Ahead(end).StartsLine || !Keywords.IsAction(Ahead(end).Kind) || Ahead(end + 1).StartsLine
            || Ahead(end + 1).Kind is not (TokenKind.If or TokenKind.Duration or TokenKind.Plus or TokenKind.Minus or TokenKind.Number) || Spells(Current, "manual"))
        {
            return false;
        }

        SourceSpan span = Current.Span.To(Ahead(end - 1).Span);
        Error(RuleDiagnosticCodes.MalformedName, span, "a label ends with a colon", $"write '{_source.Text.AsSpan(span.Start, Math.Min(span.Length, 60))}:'");
        _index += end;
        Action();
        return true;
    }

    private static string SuggestAction(string word, string written)
    {
        string? near = EditDistance.Nearest(word, Array.ConvertAll(ActionWords, static pair => pair.Word));
        string? meant = near is null ? null : Array.Find(ActionWords, pair => pair.Word == near).Action;
        return meant is not null && !meant.Equals(written, StringComparison.OrdinalIgnoreCase)
            ? $"did you mean '{meant}'?"
            : "actions are Allow, Block, Review, Request 3D Secure, Score";
    }

    private double Points()
    {
        Token start = Current;
        bool isNegative = Kind == TokenKind.Minus;
        bool isSigned = TryTake(TokenKind.Plus) || TryTake(TokenKind.Minus);
        if (Kind != TokenKind.Number)
        {
            Error(RuleDiagnosticCodes.WrongPoints, PlaceOf(start), "a Score rule needs its points", "write 'Score +15 if …'");
            if (Kind is not TokenKind.If)
            {
                Take();
            }

            return 0;
        }

        Token token = Take();
        double value = NumberOf(token);
        if (!isSigned)
        {
            Error(
                RuleDiagnosticCodes.WrongPoints, token.Span, "points have a sign", string.Create(CultureInfo.InvariantCulture, $"write +{value} or -{value}"));
        }

        return isNegative ? -value : value;
    }

    private (int? Share, AttributeSyntax? Key) Share()
    {
        if (Kind == TokenKind.By)
        {
            Token by = Take();
            Error(RuleDiagnosticCodes.WrongShare, by.Span, "'by' needs a percentage in front", "write 'Block 10% by :card_fingerprint: if …'");
            if (Kind is TokenKind.Attribute or TokenKind.Metadata)
            {
                Take();
            }

            return default;
        }

        if (Kind != TokenKind.Number)
        {
            return default;
        }

        Token number = Take();
        double percent = NumberOf(number);
        bool hasSign = TryTake(TokenKind.Percent);
        double hundredths = Math.Round(percent * 100);
        int? share = hundredths is >= 1 and <= 10_000 && Math.Abs(hundredths - (percent * 100)) < 1e-9 ? (int)hundredths : null;
        if (!hasSign)
        {
            Error(RuleDiagnosticCodes.WrongShare, number.Span, "a share of keys is a percentage", $"write {TextOf(number)}%");
        }
        else if (share is null)
        {
            Error(
                RuleDiagnosticCodes.WrongShare, number.Span.To(Previous.Span), "a share of keys is more than 0% and at most 100%, in steps of 0.01%",
                "write 0.01% to 100%");
        }

        if (!TryTake(TokenKind.By))
        {
            Error(
                RuleDiagnosticCodes.WrongShare, number.Span.To(Previous.Span), "a share needs to know of what: the same key is always in it, or never",
                "write 'Block 10% by :card_fingerprint: if …'");
            return default;
        }

        if (Kind is TokenKind.Attribute or TokenKind.Metadata)
        {
            Token key = Take();
            return (share ?? 10_000, new AttributeSyntax(key.Value!, key.Kind == TokenKind.Metadata, key.Span));
        }

        Error(RuleDiagnosticCodes.WrongShare, PlaceOf(Current), "'by' needs an attribute", "write 'by :card_fingerprint:'");
        if (Kind is TokenKind.Word)
        {
            Take();
        }

        return default;
    }

    private bool If()
    {
        if (TryTake(TokenKind.If))
        {
            return true;
        }

        Token token = Current;
        if (token.Kind == TokenKind.Word && token.Value!.ToUpperInvariant() is "WHEN" or "WHERE" or "IFF" or "UNLESS" or "ON" or "FOR")
        {
            bool isUnless = Spells(token, "unless");
            Error(RuleDiagnosticCodes.MissingIf, token.Span, $"a condition starts with 'if', not with '{TextOf(token)}'", isUnless ? "write 'if not (…)'" : "write 'if'");
            Take();
            return true;
        }

        if (!AtEndOfItem && StartsCondition(token.Kind))
        {
            Error(RuleDiagnosticCodes.MissingIf, Previous.Span, "'if' is missing between the action and its condition", $"write '{TextOf(Previous)} if …'");
            return true;
        }

        if (AtEndOfItem)
        {
            Lose(RuleDiagnosticCodes.MissingIf, Previous.Span, "this rule has no condition", "write 'if' and a condition, or 'if true' to act on every event");
            return false;
        }

        Lose(RuleDiagnosticCodes.MissingIf, PlaceOf(token), $"'if' is missing in front of {Describe(token)}", "write 'Block if …'");
        return false;
    }

    private string? ReasonText()
    {
        Token word = Take();
        TryTake(TokenKind.Equal);
        if (Kind == TokenKind.Text)
        {
            return Take().Value;
        }

        string name = TextOf(word).ToLowerInvariant();
        string fix = name == "because" ? "write because 'the card and IP countries differ'" : "write reason 'R17'";
        if (Kind is TokenKind.Word or TokenKind.Number && !StartsUnknownRule())
        {
            Token first = Current;
            while (!AtEndOfItem && !Current.StartsLine && Kind is not (TokenKind.Because or TokenKind.Reason))
            {
                Take();
            }

            SourceSpan span = first.Span.To(Previous.Span);
            Error(
                RuleDiagnosticCodes.WrongReason, span, $"the text behind '{name}' stands in quotes",
                span.Length <= 60 ? $"write {SyntaxPrinter.Quote(_source.Text.Substring(span.Start, span.Length))}" : fix);
            return null;
        }

        Error(RuleDiagnosticCodes.WrongReason, word.Span, $"'{name}' needs a text in quotes", fix);
        return null;
    }
}
