using System.Globalization;
using Risk.Internals;
using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

internal sealed partial class Parser
{
    private RuleFileSyntax File()
    {
        var items = new List<ItemSyntax>();
        int rules = 0;
        while (true)
        {
            while (TryTake(TokenKind.Semicolon))
            {
            }

            if (Kind == TokenKind.EndOfFile)
            {
                return new RuleFileSyntax(new SyntaxList<ItemSyntax>([.. items]));
            }

            _lost = false;
            _depth = 0;
            int before = _index;
            ItemSyntax? item = Kind switch
            {
                TokenKind.ListKeyword => List(),
                TokenKind.Define => Define(),
                _ => Rule(),
            };
            if (item is not null)
            {
                items.Add(item);
                rules += item is RuleSyntax ? 1 : 0;
            }

            if (rules > _limits.Rules)
            {
                _diagnostics.Error(
                    RuleDiagnosticCodes.TooManyRules,
                    item!.Span,
                    string.Create(CultureInfo.InvariantCulture, $"the file has more than the {_limits.Rules:N0} rules that are allowed"),
                    "split it, or raise RuleLimits.Rules");
                return new RuleFileSyntax(new SyntaxList<ItemSyntax>([.. items]));
            }

            EndItem();
            if (_index == before)
            {
                _index++;
            }
        }
    }

    private void EndItem()
    {
        if (_lost || AtEndOfItem)
        {
            return;
        }

        Token token = Current;
        if (token.Kind == TokenKind.CloseParenthesis)
        {
            Lose(RuleDiagnosticCodes.MissingParenthesis, token.Span, "this parenthesis was never opened", "leave it out, or open it before the condition it closes");
        }
        else if (token.Kind == TokenKind.Comma)
        {
            Lose(RuleDiagnosticCodes.TrailingComma, token.Span, "a comma has no meaning here", "join conditions with 'and' or 'or'; write alternatives as ':x: in ('a', 'b')'");
        }
        else if (token.Kind == TokenKind.Word)
        {
            Lose(RuleDiagnosticCodes.Unexpected, token.Span, $"'{TextOf(token)}' has no meaning here", AfterRule(token));
        }
        else
        {
            Lose(RuleDiagnosticCodes.Unexpected, PlaceOf(token), $"{Describe(token)} has no meaning here");
        }
    }

    private string? AfterRule(Token token)
    {
        string word = TextOf(token);
        return word.ToUpperInvariant() switch
        {
            "THEN" => "the action comes first: 'Block if …'",
            "ELSE" or "ELSIF" or "ELSEIF" => "write another rule with its own condition",
            "WHEN" or "WHERE" or "UNLESS" => "write 'and', or 'and not'",
            "MESSAGE" or "COMMENT" or "DESCRIPTION" or "WITH" => "write because '…'",
            _ => EditDistance.Nearest(word, "and", "or", "because", "reason") is { } near ? $"did you mean '{near}'?" : null,
        };
    }

    private ListSyntax? List()
    {
        Token start = Take();
        string? name = null;
        SourceSpan nameSpan = PlaceOf(Current);
        if (Kind == TokenKind.List)
        {
            name = Take().Value;
        }
        else if (Kind is TokenKind.Word or TokenKind.Attribute)
        {
            Token wrong = Take();
            name = wrong.Value!;
            Error(RuleDiagnosticCodes.MalformedList, wrong.Span, "a list's name starts with '@'", $"write '@{name}'");
        }
        else
        {
            Lose(RuleDiagnosticCodes.MalformedList, PlaceOf(Current), "a list needs a name", "write list @name = ('a', 'b')");
            return null;
        }

        if (TryTake(TokenKind.From))
        {
            if (Kind != TokenKind.Text)
            {
                string fix = Kind == TokenKind.Word ? SyntaxPrinter.Quote(Current.Value!) : $"'{name}.txt'";
                SourceSpan place = PlaceOf(Current);
                Lose(RuleDiagnosticCodes.MalformedList, place, "'from' needs the name of a file in quotes", $"write list @{name} from {fix}");
                return Broken(name!, nameSpan, start.Span.To(nameSpan));
            }

            var file = new TextSyntax(Current.Value!, Current.Span);
            Take();
            return new ListSyntax(name!, [], file, nameSpan, start.Span.To(file.Span));
        }

        if (!TryTake(TokenKind.Equal))
        {
            if (Kind == TokenKind.OpenParenthesis || Kind == TokenKind.In)
            {
                Error(RuleDiagnosticCodes.MalformedList, PlaceOf(Current), "an equals sign is missing in front of the list's items", "write '='");
                TryTake(TokenKind.In);
            }
            else
            {
                Lose(RuleDiagnosticCodes.MalformedList, PlaceOf(Current), "a list needs its items, or a file", $"write list @{name} = ('a', 'b') or list @{name} from '{name}.txt'");
                return Broken(name!, nameSpan, start.Span.To(nameSpan));
            }
        }

        if (Kind != TokenKind.OpenParenthesis)
        {
            Lose(RuleDiagnosticCodes.MalformedList, PlaceOf(Current), "a list's items stand in parentheses", $"write list @{name} = ('a', 'b')");
            return Broken(name!, nameSpan, start.Span.To(nameSpan));
        }

        return ListItems() is { } items
            ? new ListSyntax(name!, items, null, nameSpan, start.Span.To(Previous.Span))
            : Broken(name!, nameSpan, start.Span.To(nameSpan));
    }

    /// <summary>A list whose name is known and whose items could not be read, so that its uses draw no further problem.</summary>
    private static ListSyntax Broken(string name, SourceSpan nameSpan, SourceSpan span) => new(name, [], null, nameSpan, span) { IsBroken = true };

    private DefineSyntax? Define()
    {
        Token start = Take();
        AttributeSyntax name;
        switch (Kind)
        {
            case TokenKind.Attribute:
                name = new AttributeSyntax(Current.Value!, IsMetadata: false, Current.Span);
                Take();
                break;
            case TokenKind.Metadata or TokenKind.Word or TokenKind.List:
                name = new AttributeSyntax(Current.Value!, IsMetadata: false, Current.Span);
                Error(RuleDiagnosticCodes.MalformedDefine, Current.Span, "a define's name stands between single colons", $"write ':{name.Name}:'");
                Take();
                break;
            default:
                Lose(RuleDiagnosticCodes.MalformedDefine, PlaceOf(Current), "a define needs a name", "write define :name: = condition");
                return null;
        }

        if (!TryTake(TokenKind.Equal))
        {
            if (Kind is TokenKind.If || (Kind == TokenKind.Word && Spells(Current, "as")))
            {
                Error(RuleDiagnosticCodes.MalformedDefine, Current.Span, "a define's name and value are joined by an equals sign", "write '='");
                Take();
            }
            else
            {
                Lose(RuleDiagnosticCodes.MalformedDefine, PlaceOf(Current), "an equals sign is missing behind the define's name", $"write define :{name.Name}: = condition");
                return null;
            }
        }

        if (AtEndOfItem)
        {
            Lose(RuleDiagnosticCodes.MissingCondition, Previous.Span, "this define has no condition", $"write define :{name.Name}: = condition");
            return null;
        }

        ExpressionSyntax value = Condition();
        return new DefineSyntax(name, value, start.Span.To(value.Span));
    }

    private ExpressionSyntax WholeCondition()
    {
        if (Kind == TokenKind.EndOfFile)
        {
            return Lose(RuleDiagnosticCodes.MissingCondition, PlaceOf(Current), "there is no condition");
        }

        ExpressionSyntax condition = Condition();
        if (!_lost && Kind != TokenKind.EndOfFile)
        {
            EndItem();
            Error(RuleDiagnosticCodes.Unexpected, PlaceOf(Current), $"{Describe(Current)} has no meaning behind a condition", "give the condition alone");
        }

        return condition;
    }
}
