using System.Globalization;
using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

/// <summary>
/// A recursive descent parser. It checks the nesting before it goes deeper, so no source overflows the stack, and after a
/// problem that it can't read over it goes on at the next rule, so that one slip does not draw others.
/// </summary>
internal sealed partial class Parser
{
    private readonly SourceText _source;
    private readonly List<Token> _tokens;
    private readonly RuleDiagnosticBag _diagnostics;
    private readonly RuleLimits _limits;
    private int _index;
    private int _depth;
    private int _listItems;

    /// <summary>True between the commas of a call: there a comma does not group thousands.</summary>
    private bool _insideList;

    /// <summary>True after a problem that could not be read over, until the next item: what else seems wrong follows from it.</summary>
    private bool _lost;

    private Parser(SourceText source, RuleDiagnosticBag diagnostics, RuleLimits limits)
    {
        _source = source;
        _diagnostics = diagnostics;
        _limits = limits;
        _tokens = Lexer.Lex(source, diagnostics);
    }

    /// <summary>Reads a rules file.</summary>
    public static RuleFileSyntax ParseFile(SourceText source, RuleDiagnosticBag diagnostics, RuleLimits limits) =>
        IsTooLong(source, diagnostics, limits) ? new RuleFileSyntax([]) : new Parser(source, diagnostics, limits).File();

    /// <summary>Reads one condition.</summary>
    public static ExpressionSyntax ParseCondition(SourceText source, RuleDiagnosticBag diagnostics, RuleLimits limits) =>
        IsTooLong(source, diagnostics, limits) ? new ErrorSyntax(SourceSpan.None) : new Parser(source, diagnostics, limits).WholeCondition();

    private static bool IsTooLong(SourceText source, RuleDiagnosticBag diagnostics, RuleLimits limits)
    {
        if (source.Length <= limits.SourceLength)
        {
            return false;
        }

        diagnostics.Error(
            RuleDiagnosticCodes.SourceTooLong,
            new SourceSpan(0, 0),
            string.Create(CultureInfo.InvariantCulture, $"the source has {source.Length:N0} characters, more than the {limits.SourceLength:N0} that are allowed"),
            "split it, move long lists to files, or raise RuleLimits.SourceLength");
        return true;
    }

    private Token Current => _tokens[_index];

    private TokenKind Kind => _tokens[_index].Kind;

    private Token Previous => _tokens[_index - 1];

    private Token Ahead(int offset) => _tokens[Math.Min(_index + offset, _tokens.Count - 1)];

    private Token Take()
    {
        Token token = _tokens[_index];
        if (token.Kind != TokenKind.EndOfFile)
        {
            _index++;
        }

        return token;
    }

    private bool TryTake(TokenKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        _index++;
        return true;
    }

    private string TextOf(Token token) => _source.Text.Substring(token.Start, token.Length);

    private ReadOnlySpan<char> SpanOf(Token token) => _source.Text.AsSpan(token.Start, token.Length);

    private bool Spells(Token token, string word) => SpanOf(token).Equals(word, StringComparison.OrdinalIgnoreCase);

    private void Error(string code, SourceSpan span, string message, string? suggestion = null)
    {
        if (!_lost)
        {
            _diagnostics.Error(code, span, message, suggestion);
        }
    }

    /// <summary>Reports a problem that can't be read over and goes on at the next item.</summary>
    private ErrorSyntax Lose(string code, SourceSpan span, string message, string? suggestion = null)
    {
        Error(code, span, message, suggestion);
        _lost = true;
        SkipToItem();
        return new ErrorSyntax(span);
    }

    private void SkipToItem()
    {
        while (Kind is not (TokenKind.EndOfFile or TokenKind.Semicolon) && !StartsItem(atLineStart: true))
        {
            _index++;
        }
    }

    /// <summary>Whether a rule, list or define starts here.</summary>
    private bool StartsItem(bool atLineStart = false)
    {
        Token token = Current;
        if (token.Kind == TokenKind.Label)
        {
            return true;
        }

        if (Keywords.StartsItem(token.Kind))
        {
            return !atLineStart || token.StartsLine || Previous.Kind == TokenKind.Label;
        }

        return StartsUnknownRule();
    }

    /// <summary>Whether a line starts with a word that no condition goes on with, and an <c>if</c> follows: an action nobody knows.</summary>
    private bool StartsUnknownRule()
    {
        Token token = Current;
        bool mayStart = token.Kind is TokenKind.Word or TokenKind.If || (token.Kind == TokenKind.Duration && Spells(token, "3d"));
        if (!token.StartsLine || !mayStart || Ahead(1).Kind == TokenKind.OpenParenthesis)
        {
            return false;
        }

        for (int i = token.Kind == TokenKind.If ? 0 : 1; i <= 3; i++)
        {
            Token next = Ahead(i);
            if (i > 0 && (next.StartsLine || next.Kind is TokenKind.EndOfFile))
            {
                return false;
            }

            if (next.Kind == TokenKind.If)
            {
                return true;
            }
        }

        return false;
    }

    private bool AtEndOfItem => Kind is TokenKind.EndOfFile or TokenKind.Semicolon || StartsItem();

    private string Describe(Token token) => token.Kind switch
    {
        TokenKind.EndOfFile => "the end of the file",
        TokenKind.Text => "a text",
        TokenKind.Number => "a number",
        TokenKind.Duration => "a duration",
        TokenKind.Label => $"the label '{token.Value}'",
        _ => token.Length <= 40 ? $"'{TextOf(token)}'" : $"'{_source.Text.AsSpan(token.Start, 40)}…'",
    };

    /// <summary>The place of a token; of the file's end, the last character that was read.</summary>
    private SourceSpan PlaceOf(Token token) =>
        token.Kind == TokenKind.EndOfFile && _index > 0 ? new SourceSpan(Previous.End, 0) : token.Span;

    /// <summary>Goes one level deeper, unless that is too deep.</summary>
    private bool Enter()
    {
        if (_depth < _limits.DeepestNesting)
        {
            _depth++;
            return true;
        }

        Lose(
            RuleDiagnosticCodes.NestedTooDeeply,
            PlaceOf(Current),
            string.Create(CultureInfo.InvariantCulture, $"this is nested more than {_limits.DeepestNesting} levels deep"),
            "name a part of it with 'define', or raise RuleLimits.Nesting");
        return false;
    }
}
