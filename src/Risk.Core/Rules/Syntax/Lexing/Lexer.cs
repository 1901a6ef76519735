using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

/// <summary>
/// Turns source into tokens. What people really write instead of the language's own spelling (<c>==</c>, double quotes,
/// brackets) is reported and read as what was meant, so that one slip gives one message.
/// </summary>
internal sealed partial class Lexer
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly RuleDiagnosticBag _diagnostics;
    private readonly List<Token> _tokens = [];
    private readonly List<SourceSpan> _comments = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _position;
    private bool _startsLine = true;
    private int _lineFrom;
    private int _lineEnd = -1;
    private int _nameFrom;
    private int _nameEnd = -1;
    private int _attributeAsked = -1;
    private bool _attributeOpens;
    private int _actionAsked = -1;
    private bool _actionAskedOnLine;
    private bool _actionFollows;
    private bool _lacksBlockEnd;

    private Lexer(SourceText source, RuleDiagnosticBag diagnostics)
    {
        _source = source;
        _text = source.Text;
        _diagnostics = diagnostics;
        _position = source.FirstPosition;
    }

    /// <summary>The tokens of a source, the last of which is <see cref="TokenKind.EndOfFile"/>.</summary>
    public static List<Token> Lex(SourceText source, RuleDiagnosticBag diagnostics) => Lex(source, diagnostics, out _);

    /// <summary>The tokens of a source, and its comments.</summary>
    public static List<Token> Lex(SourceText source, RuleDiagnosticBag diagnostics, out List<SourceSpan> comments)
    {
        var lexer = new Lexer(source, diagnostics);
        while (lexer._position < lexer._text.Length)
        {
            lexer.Next();
        }

        lexer._tokens.Add(new Token(TokenKind.EndOfFile, lexer._text.Length, 0, StartsLine: true, null));
        comments = lexer._comments;
        return lexer._tokens;
    }

    private char Peek(int offset = 1) => _position + offset < _text.Length ? _text[_position + offset] : '\0';

    private void Next()
    {
        char c = _text[_position];
        switch (c)
        {
            case '\n' or '\r':
                _startsLine = true;
                _position++;
                break;
            case '#':
                Comment();
                break;
            case '-' when Peek() == '-':
                Comment();
                break;
            case '/' when Peek() is '/' or '*':
                ForeignComment();
                break;
            case ':':
                Colon();
                break;
            case '\'':
                Text();
                break;
            case '@':
                ListName();
                break;
            case '.' when char.IsAsciiDigit(Peek()):
                Number();
                break;
            default:
                if (IsWordCharacter(c))
                {
                    WordOrNumber();
                }
                else if (IsBlank(c))
                {
                    _position++;
                }
                else
                {
                    Symbol(c);
                }

                break;
        }
    }

    private void Comment()
    {
        int start = _position;
        SkipLine();
        _comments.Add(new SourceSpan(start, _position - start));
    }

    private void ForeignComment()
    {
        int start = _position;
        int close = _text[start + 1] == '*' && !_lacksBlockEnd ? _text.IndexOf("*/", start + 2, StringComparison.Ordinal) : -1;
        if (close < 0)
        {
            _lacksBlockEnd |= _text[start + 1] == '*';
            SkipLine();
        }
        else
        {
            _position = close + 2;
        }

        _diagnostics.Error(
            RuleDiagnosticCodes.WrongComment, new SourceSpan(start, 2), "a comment starts with '#' or '--'", "write '#' in front of every line of the comment");
    }

    private void SkipLine() => _position = LineEnd(_position);

    private void Add(TokenKind kind, int start, int end, string? value = null)
    {
        _tokens.Add(new Token(kind, start, end - start, _startsLine, value));
        _startsLine = false;
        _position = end;
    }

    private void Error(string code, int start, int end, string message, string? suggestion = null) =>
        _diagnostics.Error(code, new SourceSpan(start, end - start), message, suggestion);

    /// <summary>One string for each name, however often it is written.</summary>
    private string Intern(ReadOnlySpan<char> name)
    {
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(name, out string? known))
        {
            known = name.ToString();
            _names.Add(known, known);
        }

        return known;
    }

    private int SkipWord(int position)
    {
        while (position < _text.Length && IsWordCharacter(_text[position]))
        {
            position++;
        }

        return position;
    }

    private int SkipBlanks(int position)
    {
        while (position < _text.Length && IsBlank(_text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Where the line of a position ends. Remembered: a long line is searched once, not for each of its tokens.</summary>
    private int LineEnd(int position)
    {
        if (position < _lineFrom || position > _lineEnd)
        {
            int length = _text.AsSpan(position).IndexOfAny('\r', '\n');
            _lineFrom = position;
            _lineEnd = length < 0 ? _text.Length : position + length;
        }

        return _lineEnd;
    }

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || (c >= 128 && char.IsLetterOrDigit(c));

    /// <summary>Anything that leaves a gap, what text pasted from a web page brings along included; not the end of a line.</summary>
    private static bool IsBlank(char c) =>
        c is ' ' or '\t' || (c is not ('\n' or '\r') && (char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF'));
}
