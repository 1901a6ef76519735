using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

internal sealed partial class Lexer
{
    private const int LongestForeignText = 1_000;

    /// <summary>A text in single quotes; a quote inside is written twice. It ends on the line it starts on.</summary>
    private void Text()
    {
        int start = _position;
        int lineEnd = LineEnd(start);
        int close = start + 1;
        bool escapes = false;
        while (close < lineEnd)
        {
            if (_text[close] == '\'')
            {
                if (close + 1 < lineEnd && _text[close + 1] == '\'')
                {
                    escapes = true;
                    close += 2;
                    continue;
                }

                break;
            }

            close++;
        }

        if (close >= lineEnd)
        {
            UnclosedText(start, lineEnd);
            return;
        }

        if (close > start + 1 && _text[close - 1] == '\\' && close + 1 < lineEnd && IsWordCharacter(_text[close + 1])
            && _text.AsSpan(close + 1, lineEnd - close - 1).Contains('\''))
        {
            BackslashQuote(start, close, lineEnd);
            return;
        }

        if (close + 1 < lineEnd && IsWordCharacter(_text[close + 1]) && HoldsOperator(_text.AsSpan(start + 1, close - start - 1)))
        {
            UnclosedText(start, lineEnd);
            return;
        }

        ReadOnlySpan<char> raw = _text.AsSpan(start + 1, close - start - 1);
        CheckCharacters(raw, start + 1);
        Add(TokenKind.Text, start, close + 1, escapes ? raw.ToString().Replace("''", "'", StringComparison.Ordinal) : Intern(raw));
    }

    /// <summary>A quote that seems to close a text and is followed by more words probably opened the next one.</summary>
    private static bool HoldsOperator(ReadOnlySpan<char> raw) =>
        raw.IndexOfAny(":=<>") >= 0 || raw.Contains(" and ", StringComparison.OrdinalIgnoreCase) || raw.Contains(" or ", StringComparison.OrdinalIgnoreCase);

    private void BackslashQuote(int start, int backslashQuote, int lineEnd)
    {
        Error(
            RuleDiagnosticCodes.TextNotClosed, backslashQuote - 1, backslashQuote + 1, "a backslash does not keep a quote from closing its text",
            "write the quote twice: ''");
        int close = _text.IndexOf('\'', backslashQuote + 1, lineEnd - backslashQuote - 1);
        Add(TokenKind.Text, start, close + 1, _text[(start + 1)..close].Replace("\\'", "'", StringComparison.Ordinal));
    }

    /// <summary>Reads on after the words that were most likely meant: up to a comma, a parenthesis or a keyword.</summary>
    private void UnclosedText(int start, int lineEnd)
    {
        int end = start + 1;
        while (end < lineEnd && _text[end] is not (',' or ')' or ';' or '#' or '\''))
        {
            if (IsBlank(_text[end]))
            {
                int word = SkipBlanks(end);
                int wordEnd = SkipWord(word);
                if (Keywords.KindOf(_text.AsSpan(word, wordEnd - word)) is TokenKind.And or TokenKind.Or or TokenKind.Because or TokenKind.Reason or TokenKind.If
                    || (wordEnd < lineEnd && wordEnd == word && _text[word] is '=' or '<' or '>' or '!' or '&' or '|'))
                {
                    break;
                }

                end = word;
                continue;
            }

            end++;
        }

        string value = _text[(start + 1)..end].TrimEnd();
        end = start + 1 + value.Length;
        Error(
            RuleDiagnosticCodes.TextNotClosed, start, end, "this text is not closed",
            value.Length is > 0 and <= 60 ? $"write {SyntaxPrinter.Quote(value)}" : "close it with a quote on the same line");
        Add(TokenKind.Text, start, end, value);
    }

    private void ForeignQuotes()
    {
        int start = _position;
        char closing = _text[start] switch
        {
            '\u201C' or '\u201D' or '\u201E' => '\u201D',
            '\u2018' or '\u2019' or '\u201A' => '\u2019',
            '\u00AB' => '\u00BB',
            '\u00B4' or '`' => '`',
            _ => '"',
        };
        string closings = closing switch
        {
            '\u201D' => "\u201C\u201D\"",
            '\u2019' => "\u2018\u2019'",
            '`' => "`\u00B4'",
            _ => closing.ToString(),
        };
        int lineEnd = LineEnd(start);
        int length = _text.AsSpan(start + 1, Math.Min(lineEnd - start - 1, LongestForeignText)).IndexOfAny(closings);
        if (length < 0)
        {
            UnclosedText(start, lineEnd);
            return;
        }

        string value = _text.Substring(start + 1, length);
        int end = start + length + 2;
        string what = _text[start] == '"' ? "double quotes" : "typographic quotes";
        Error(
            RuleDiagnosticCodes.WrongQuotes, start, end, $"texts are written in single quotes, not in {what}",
            value.Length <= 60 ? $"write {SyntaxPrinter.Quote(value)}" : "write straight single quotes");
        Add(TokenKind.Text, start, end, value);
    }

    private void CheckCharacters(ReadOnlySpan<char> raw, int start)
    {
        for (int i = 0; i < raw.Length; i++)
        {
            char c = raw[i];
            if (c >= ' ' && !char.IsSurrogate(c) && c < '\uFFF0')
            {
                continue;
            }

            if (c == '\t')
            {
                continue;
            }

            if (char.IsHighSurrogate(c) && i + 1 < raw.Length && char.IsLowSurrogate(raw[i + 1]))
            {
                i++;
                continue;
            }

            string what = c == 0 ? "a NUL character" : char.IsSurrogate(c) ? "half of a character" : $"the character U+{(int)c:X4}";
            Error(RuleDiagnosticCodes.CharacterNotAllowed, start + i, start + i + 1, $"this text holds {what}", "save the file as UTF-8, and take it out");
            return;
        }
    }
}
