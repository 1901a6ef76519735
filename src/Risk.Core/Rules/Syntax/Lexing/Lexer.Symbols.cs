using System.Globalization;
using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

internal sealed partial class Lexer
{
    private void Symbol(char c)
    {
        int start = _position;
        switch (c)
        {
            case '=':
                EqualSign();
                break;
            case '!':
                if (Peek() == '=')
                {
                    int end = Peek(2) == '=' ? start + 3 : start + 2;
                    if (end == start + 3)
                    {
                        Error(RuleDiagnosticCodes.DoubleEquals, start, end, "inequality is written with one equals sign", "write '!='");
                    }

                    Add(TokenKind.NotEqual, start, end);
                }
                else
                {
                    Add(TokenKind.Not, start, start + 1);
                }

                break;
            case '<':
                if (Peek() == '>')
                {
                    Misspelled(TokenKind.NotEqual, 2, "!=");
                }
                else
                {
                    Add(Peek() == '=' ? TokenKind.LessOrEqual : TokenKind.Less, start, Peek() == '=' ? start + 2 : start + 1);
                }

                break;
            case '>':
                Add(Peek() == '=' ? TokenKind.GreaterOrEqual : TokenKind.Greater, start, Peek() == '=' ? start + 2 : start + 1);
                break;
            case '&':
                AndSign();
                break;
            case '|':
                OrSign();
                break;
            case '+': Add(TokenKind.Plus, start, start + 1); break;
            case '-': Add(TokenKind.Minus, start, start + 1); break;
            case '*': Add(TokenKind.Star, start, start + 1); break;
            case '/': Add(TokenKind.Slash, start, start + 1); break;
            case '%': Add(TokenKind.Percent, start, start + 1); break;
            case '(': Add(TokenKind.OpenParenthesis, start, start + 1); break;
            case ')': Add(TokenKind.CloseParenthesis, start, start + 1); break;
            case ',': Add(TokenKind.Comma, start, start + 1); break;
            case ';': Add(TokenKind.Semicolon, start, start + 1); break;
            case '[' or '{':
                WrongBracket(c);
                Add(TokenKind.OpenParenthesis, start, start + 1);
                break;
            case ']' or '}':
                WrongBracket(c);
                Add(TokenKind.CloseParenthesis, start, start + 1);
                break;
            default:
                ForeignSymbol(c);
                break;
        }
    }

    private void EqualSign()
    {
        int start = _position;
        switch (Peek())
        {
            case '=':
                int end = Peek(2) == '=' ? start + 3 : start + 2;
                Error(RuleDiagnosticCodes.DoubleEquals, start, end, "equality is written with one equals sign", "write '='");
                Add(TokenKind.Equal, start, end);
                break;
            case '<':
                Misspelled(TokenKind.LessOrEqual, 2, "<=");
                break;
            case '>':
                Misspelled(TokenKind.GreaterOrEqual, 2, ">=");
                break;
            case '!':
                Misspelled(TokenKind.NotEqual, 2, "!=");
                break;
            case '~':
                Error(RuleDiagnosticCodes.ForeignOperator, start, start + 2, "'=~' is not an operator here", "write 'matches' for a regular expression");
                Add(TokenKind.Matches, start, start + 2);
                break;
            default:
                Add(TokenKind.Equal, start, start + 1);
                break;
        }
    }

    private void AndSign()
    {
        if (Peek() == '&')
        {
            Add(TokenKind.And, _position, _position + 2);
        }
        else
        {
            Misspelled(TokenKind.And, 1, "and");
        }
    }

    private void OrSign()
    {
        if (Peek() == '|')
        {
            Add(TokenKind.Or, _position, _position + 2);
        }
        else
        {
            Misspelled(TokenKind.Or, 1, "or");
        }
    }

    private void Misspelled(TokenKind kind, int length, string right)
    {
        int start = _position;
        Error(RuleDiagnosticCodes.UnknownOperator, start, start + length, $"'{_text.AsSpan(start, length)}' is not an operator", $"write '{right}'");
        Add(kind, start, start + length);
    }

    private void WrongBracket(char c)
    {
        string right = c is '[' or '{' ? "(" : ")";
        Error(
            RuleDiagnosticCodes.WrongBrackets, _position, _position + 1, $"lists and groups are written in parentheses, not with '{c}'", $"write '{right}'");
    }

    private void ForeignSymbol(char c)
    {
        int start = _position;
        switch (c)
        {
            case '\u2260': Misspelled(TokenKind.NotEqual, 1, "!="); return;
            case '\u2264': Misspelled(TokenKind.LessOrEqual, 1, "<="); return;
            case '\u2265': Misspelled(TokenKind.GreaterOrEqual, 1, ">="); return;
            case '\u2212' or '\u2013' or '\u2014': Misspelled(TokenKind.Minus, 1, "-"); return;
            case '\u00D7': Misspelled(TokenKind.Star, 1, "*"); return;
            case '\u00F7': Misspelled(TokenKind.Slash, 1, "/"); return;
            case '\u2227': Misspelled(TokenKind.And, 1, "and"); return;
            case '\u2228': Misspelled(TokenKind.Or, 1, "or"); return;
            case '\u00AC': Misspelled(TokenKind.Not, 1, "not"); return;
            case '"' or '\u201C' or '\u201D' or '\u201E' or '\u2018' or '\u2019' or '\u201A' or '`' or '\u00AB' or '\u00B4':
                ForeignQuotes();
                return;
        }

        if (char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol)
        {
            Error(
                RuleDiagnosticCodes.CurrencySymbol, start, start + 1, "an amount is a plain number; its attribute says the currency",
                $"leave '{c}' out, and pick the attribute of the currency, such as ':amount_in_usd:'");
            _position++;
            return;
        }

        Unreadable(c);
    }

    private void Unreadable(char c)
    {
        int start = _position;
        if (c == '^')
        {
            Error(RuleDiagnosticCodes.UnexpectedCharacter, start, start + 1, "'^' has no meaning here", "multiply instead: ':x: * :x:'");
            Add(TokenKind.Star, start, start + 1);
            return;
        }

        if (c == '?')
        {
            Error(RuleDiagnosticCodes.UnexpectedCharacter, start, start + 1, "'?' has no meaning here", "a condition has no '?'; write two rules");
            SkipLine();
            return;
        }

        int end = start + (char.IsSurrogatePair(c, Peek()) ? 2 : 1);
        while (end < _text.Length && _text[end] == c)
        {
            end++;
        }

        _position = end;
        if (c < ' ' || c == '\u007F' || (char.IsSurrogate(c) && end - start == 1) || c is '\uFFFD' or '\uFFFE' or '\uFFFF')
        {
            string what = c == 0 ? "a NUL character" : char.IsSurrogate(c) ? "half of a character" : $"the character U+{(int)c:X4}";
            Error(RuleDiagnosticCodes.CharacterNotAllowed, start, start + 1, $"the file holds {what}: it may be damaged, or not be text", "save it as UTF-8");
            return;
        }

        string shown = _text[start..Math.Min(end, start + 2)];
        shown = char.IsSurrogatePair(c, shown.Length > 1 ? shown[1] : '\0') ? shown : shown[..1];
        string? fix = c switch
        {
            '~' => "write 'like' or 'matches'",
            '\\' => "to hold a quote in a text, write it twice: ''",
            _ => null,
        };
        Error(RuleDiagnosticCodes.UnexpectedCharacter, start, end, $"'{shown}' has no meaning here", fix);
    }
}
