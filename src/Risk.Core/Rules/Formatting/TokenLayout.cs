using System.Text;
using Risk.Rules.Syntax;

namespace Risk.Rules.Formatting;

/// <summary>Prints a file's tokens and comments in their order with canonical spelling and spacing.</summary>
internal sealed class TokenLayout
{
    private const int IndentWidth = 4;

    private readonly SourceText _source;
    private readonly List<Token> _tokens;
    private readonly List<SourceSpan> _comments;
    private readonly HashSet<int> _itemStarts = [];
    private readonly StringBuilder _output = new();
    private int _lastEnd = -1;
    private bool _afterComment;
    private bool _insideItem;
    private int _depth;

    public TokenLayout(SourceText source, RuleFileSyntax file, List<Token> tokens, List<SourceSpan> comments)
    {
        _source = source;
        _tokens = tokens;
        _comments = comments;
        foreach (ItemSyntax item in file.Items.Span)
        {
            _itemStarts.Add(item.Span.Start);
        }
    }

    public string Print()
    {
        int comment = 0;
        for (int i = 0; i < _tokens.Count; i++)
        {
            Token token = _tokens[i];
            while (comment < _comments.Count && _comments[comment].Start < token.Start)
            {
                Comment(_comments[comment++], i);
            }

            if (token.Kind is TokenKind.EndOfFile)
            {
                break;
            }

            // A rule ends where the next one starts on its own line, so the optional semicolon says nothing.
            if (token.Kind != TokenKind.Semicolon)
            {
                Print(i);
            }
        }

        if (_output.Length > 0)
        {
            _output.Append('\n');
        }

        return _output.ToString();
    }

    private void Print(int index)
    {
        Token token = _tokens[index];
        bool startsItem = _itemStarts.Contains(token.Start);
        if (startsItem)
        {
            _depth = 0;
            NewLine(token.Start, 0);
        }
        else if (token.StartsLine || _afterComment)
        {
            _depth -= token.Kind == TokenKind.CloseParenthesis ? 1 : 0;
            _output.Append('\n').Append(' ', IndentWidth * (1 + Math.Max(_depth, 0)));
            _depth += token.Kind == TokenKind.CloseParenthesis ? 1 : 0;
        }
        else if (HasSpace(index))
        {
            _output.Append(' ');
        }

        AppendSpelling(index);
        _depth += token.Kind == TokenKind.OpenParenthesis ? 1 : token.Kind == TokenKind.CloseParenthesis ? -1 : 0;
        _lastEnd = token.End;
        _afterComment = false;
        _insideItem = true;
    }

    private void Comment(SourceSpan span, int nextToken)
    {
        bool trails = _lastEnd >= 0 && _source.LineAt(_lastEnd) == _source.LineAt(span.Start);
        if (trails)
        {
            _output.Append("  ");
        }
        else
        {
            Token next = _tokens[nextToken];
            bool isInside = _insideItem && next.Kind is not (TokenKind.EndOfFile or TokenKind.Semicolon) && !_itemStarts.Contains(next.Start);
            if (isInside)
            {
                _output.Append('\n').Append(' ', IndentWidth * (1 + Math.Max(_depth, 0)));
            }
            else
            {
                NewLine(span.Start, 0);
            }
        }

        _output.Append(_source.Text.AsSpan(span.Start, span.Length).TrimEnd());
        _lastEnd = span.End;
        _afterComment = true;
    }

    /// <summary>Starts a line; keeps one of the blank lines in front of it.</summary>
    private void NewLine(int position, int indent)
    {
        if (_output.Length == 0)
        {
            return;
        }

        bool hasBlank = _source.LineAt(position) - _source.LineAt(_lastEnd) > 1;
        _output.Append(hasBlank ? "\n\n" : "\n").Append(' ', indent);
    }

    private bool HasSpace(int index)
    {
        Token token = _tokens[index];
        Token before = _tokens[index - 1];
        if (token.Kind is TokenKind.CloseParenthesis or TokenKind.Comma || before.Kind == TokenKind.OpenParenthesis)
        {
            return false;
        }

        if (token.Kind == TokenKind.OpenParenthesis)
        {
            return before.Kind != TokenKind.Word && !IsUnary(index - 1);
        }

        if (token.Kind == TokenKind.Percent)
        {
            return _tokens[index + 1].Kind != TokenKind.By;
        }

        // Two minus signs together would start a comment.
        return !IsUnary(index - 1) || token.Kind == TokenKind.Minus;
    }

    /// <summary>Whether a sign belongs to what follows it.</summary>
    private bool IsUnary(int index)
    {
        if (_tokens[index].Kind is not (TokenKind.Minus or TokenKind.Plus) || index == 0)
        {
            return false;
        }

        return _tokens[index - 1].Kind is not (TokenKind.Attribute or TokenKind.Metadata or TokenKind.Number or TokenKind.Duration or TokenKind.Text
            or TokenKind.CloseParenthesis or TokenKind.True or TokenKind.False);
    }

    private void AppendSpelling(int index)
    {
        Token token = _tokens[index];
        ReadOnlySpan<char> text = _source.Text.AsSpan(token.Start, token.Length);
        if (Keywords.IsKeyword(token.Kind))
        {
            _output.Append(Keywords.Spell(token.Kind));
        }
        else if (token.Kind == TokenKind.Word)
        {
            string word = text.ToString();
            _output.Append(word.ToUpperInvariant() switch
            {
                "SECURE" when index > 1 && _tokens[index - 2].Kind == TokenKind.Request => "Secure",
                "3DS" => "3DS",
                _ => word.ToLowerInvariant(),
            });
        }
        else if (token.Kind == TokenKind.Duration)
        {
            bool isRequest = index > 0 && _tokens[index - 1].Kind == TokenKind.Request;
            _output.Append(isRequest ? "3D" : text.ToString().ToLowerInvariant());
        }
        else
        {
            _output.Append(text);
        }
    }
}
