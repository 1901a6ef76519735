using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

internal sealed partial class Lexer
{
    /// <summary>An attribute, <c>:name:</c>, or metadata, <c>::key::</c>.</summary>
    private void Colon()
    {
        int start = _position;
        if (Peek() == ':')
        {
            Metadata();
            return;
        }

        if (Peek() == '=')
        {
            Misspelled(TokenKind.Equal, 2, "=");
            return;
        }

        int nameEnd = SkipName(start + 1);
        if (nameEnd > start + 1 && nameEnd < _text.Length && _text[nameEnd] == ':')
        {
            Add(TokenKind.Attribute, start, nameEnd + 1, Intern(_text.AsSpan(start + 1, nameEnd - start - 1)));
            return;
        }

        nameEnd = SkipWord(start + 1);
        if (nameEnd == start + 1)
        {
            LoneColon();
        }
        else
        {
            UnclosedAttribute(nameEnd);
        }
    }

    private void LoneColon()
    {
        int start = _position;
        int name = SkipBlanks(start + 1);
        int nameEnd = SkipWord(name);
        int close = SkipBlanks(nameEnd);
        if (nameEnd > name && close < _text.Length && _text[close] == ':')
        {
            string inner = _text[name..nameEnd];
            Error(RuleDiagnosticCodes.SpaceInName, start, close + 1, "an attribute has no spaces between its colons", $"write ':{inner}:'");
            Add(TokenKind.Attribute, start, close + 1, Intern(inner));
            return;
        }

        Error(
            RuleDiagnosticCodes.MalformedName, start, start + 1, "this colon belongs to nothing",
            "an attribute is written ':name:', metadata '::key::', a label 'name:' without a space");
        Add(TokenKind.Attribute, start, start + 1, "");
    }

    private void UnclosedAttribute(int nameEnd)
    {
        int start = _position;
        string first = _text[(start + 1)..nameEnd];
        if (TrySpacedName(nameEnd, out int spacedEnd))
        {
            string joined = JoinWords(_text.AsSpan(start + 1, spacedEnd - start - 1));
            Error(RuleDiagnosticCodes.SpaceInName, start, spacedEnd + 1, "an attribute's name has no spaces", $"write ':{joined}:'");
            Add(TokenKind.Attribute, start, spacedEnd + 1, Intern(joined));
            return;
        }

        Error(RuleDiagnosticCodes.AttributeNotClosed, start, nameEnd, "this attribute is not closed", $"write ':{first}:'");
        Add(TokenKind.Attribute, start, nameEnd, Intern(first));
    }

    /// <summary>Whether words that a name may be made of lead to a closing colon on the same line: <c>:card country:</c>, <c>:amount in usd:</c>.</summary>
    private bool TrySpacedName(int position, out int end)
    {
        end = position;
        bool hasKeyword = false;
        for (int words = 0; words < 8; words++)
        {
            int word = SkipBlanks(end);
            int wordEnd = SkipWord(word);
            TokenKind kind = Keywords.KindOf(_text.AsSpan(word, wordEnd - word));
            if (word == end || wordEnd == word || (kind != TokenKind.Word && !Keywords.MayBePartOfName(kind)))
            {
                return false;
            }

            end = wordEnd;
            hasKeyword |= kind != TokenKind.Word;
            if (end < _text.Length && _text[end] == ':')
            {
                return !ActionFollows(end, sameLine: true) && !(hasKeyword && OpensAttribute(end));
            }
        }

        return false;
    }

    private static string JoinWords(ReadOnlySpan<char> words)
    {
        var builder = new System.Text.StringBuilder(words.Length);
        foreach (char c in words)
        {
            if (!IsBlank(c))
            {
                builder.Append(c);
            }
            else if (builder.Length > 0 && builder[^1] != '_')
            {
                builder.Append('_');
            }
        }

        return builder.ToString();
    }

    private void Metadata()
    {
        int start = _position;
        int lineEnd = LineEnd(start);
        int length = _text.AsSpan(start + 2, lineEnd - start - 2).IndexOf("::", StringComparison.Ordinal);
        ReadOnlySpan<char> key = length < 0 ? default : _text.AsSpan(start + 2, length);
        if (length >= 0 && key.IndexOfAny("'\"=<>()@") < 0 && !key.IsWhiteSpace() && IsClosedKey(key))
        {
            CheckCharacters(key, start + 2);
            Add(TokenKind.Metadata, start, start + length + 4, Intern(key));
            return;
        }

        int end = start + 2;
        while (end < lineEnd && (IsWordCharacter(_text[end]) || _text[end] is '-' or '.'))
        {
            end++;
        }

        string name = _text[(start + 2)..end];
        if (name.Length == 0 && IsSpacedKey(key.Trim()))
        {
            string trimmed = key.Trim().ToString();
            Error(RuleDiagnosticCodes.SpaceInName, start, start + length + 4, "a metadata key has no spaces at its ends", $"write '::{trimmed}::'");
            Add(TokenKind.Metadata, start, start + length + 4, Intern(trimmed));
            return;
        }

        if (name.Length == 0)
        {
            Error(RuleDiagnosticCodes.MalformedName, start, start + 2, "metadata needs a key between its colons", "write '::key::'");
            Add(TokenKind.Attribute, start, length == 0 ? start + 4 : start + 2, "");
            return;
        }

        int close = end < lineEnd && _text[end] == ':' ? end + 1 : end;
        Error(RuleDiagnosticCodes.MetadataNotClosed, start, close, "this metadata is not closed with two colons", $"write '::{name}::'");
        Add(TokenKind.Metadata, start, close, Intern(name));
    }

    /// <summary>A key may hold a scope, so one colon; a colon with a blank behind it closes an attribute instead.</summary>
    private static bool IsClosedKey(ReadOnlySpan<char> key)
    {
        if (IsBlank(key[0]) || IsBlank(key[^1]))
        {
            return false;
        }

        int colon = key.IndexOf(':');
        return colon < 0 || (colon > 0 && colon + 1 < key.Length && !IsBlank(key[colon + 1]) && key[(colon + 1)..].IndexOf(':') < 0);
    }

    private static bool IsSpacedKey(ReadOnlySpan<char> key)
    {
        foreach (char c in key)
        {
            if (!IsWordCharacter(c))
            {
                return false;
            }
        }

        return key.Length > 0;
    }

    private void ListName()
    {
        int start = _position;
        int end = SkipName(start + 1);
        if (end == start + 1)
        {
            Error(RuleDiagnosticCodes.MalformedName, start, start + 1, "a list needs a name after its '@'", "write '@name'");
            _position = end;
            return;
        }

        Add(TokenKind.List, start, end, Intern(_text.AsSpan(start + 1, end - start - 1)));
    }

    private void WordOrNumber()
    {
        int start = _position;
        int end = NameEnd(start);
        if (_tokens.Count > 0 && _tokens[^1].Kind == TokenKind.From)
        {
            Add(TokenKind.Word, start, end, _text[start..end]);
            return;
        }

        if (end < _text.Length && _text[end] == ':' && !OpensAttribute(end))
        {
            if (IsLabel(start, end))
            {
                Add(TokenKind.Label, start, end + 1, Intern(_text.AsSpan(start, end - start)));
                return;
            }

            if (Keywords.KindOf(_text.AsSpan(start, end - start)) == TokenKind.Word && !char.IsAsciiDigit(_text[start]))
            {
                string name = _text[start..end];
                if (BelongsToName(end + 1) is { } whole)
                {
                    Error(RuleDiagnosticCodes.SpaceInName, whole.Start, end + 1, "an attribute's name has no spaces", $"write ':{whole.Value}_in_{name}:'");
                }
                else
                {
                    Error(RuleDiagnosticCodes.AttributeNotClosed, start, end + 1, "this attribute lacks its first colon", $"write ':{name}:'");
                }

                Add(TokenKind.Attribute, start, end + 1, Intern(name));
                return;
            }
        }

        if (char.IsAsciiDigit(_text[start]))
        {
            Number();
            return;
        }

        end = SkipDotted(start);
        TokenKind kind = Keywords.KindOf(_text.AsSpan(start, end - start));
        Add(kind, start, end, kind == TokenKind.Word ? Intern(_text.AsSpan(start, end - start)) : null);
    }

    /// <summary>The attribute that a word between <c>in</c> and a comparison is the end of, as in <c>:amount: in usd: > 5</c>; null when it is not.</summary>
    private Token? BelongsToName(int end)
    {
        int next = SkipBlanks(end);
        bool isCompared = next < _text.Length && _text[next] is '=' or '<' or '>' or '!';
        return isCompared && _tokens is [.., { Kind: TokenKind.Attribute } attribute, { Kind: TokenKind.In }] ? attribute : null;
    }

    /// <summary>A word, and further words behind single dots.</summary>
    private int SkipDotted(int position)
    {
        int end = SkipWord(position);
        while (end + 1 < _text.Length && _text[end] == '.' && IsWordCharacter(_text[end + 1]))
        {
            end = SkipWord(end + 1);
        }

        return end;
    }

    /// <summary>Whether a colon belongs to what follows it, as in <c>if:is_foreign:</c>. Remembered, since each part of a name with hyphens may ask.</summary>
    private bool OpensAttribute(int colon)
    {
        if (_attributeAsked != colon)
        {
            _attributeAsked = colon;
            _attributeOpens = FindAttribute(colon);
        }

        return _attributeOpens;
    }

    private bool FindAttribute(int colon)
    {
        if (colon + 1 < _text.Length && _text[colon + 1] == ':')
        {
            return true;
        }

        int nameEnd = SkipName(colon + 1);
        return nameEnd > colon + 1 && nameEnd < _text.Length && _text[nameEnd] == ':';
    }

    private bool IsLabel(int start, int colon)
    {
        TokenKind previous = _tokens.Count == 0 ? TokenKind.Semicolon : _tokens[^1].Kind;
        bool mayStart = _startsLine || previous is TokenKind.Semicolon or TokenKind.Shadow;
        if (ActionFollows(colon, sameLine: !mayStart && !EndsOperand(previous)))
        {
            return true;
        }

        // An action nobody knows may follow a label too, where a condition can't go on.
        if (!mayStart || !ExpectsNothing(previous))
        {
            return false;
        }

        int next = SkipBlanks(colon + 1);
        bool isNextLine = next < _text.Length && _text[next] is '\r' or '\n';
        next = isNextLine ? SkipGap(next) : next;
        int nextEnd = SkipWord(next);
        return nextEnd > next
            && Keywords.KindOf(_text.AsSpan(next, nextEnd - next)) is TokenKind.Word
            && Keywords.KindOf(_text.AsSpan(start, colon - start)) is TokenKind.Word
            && (!isNextLine || IsIf(SkipBlanks(nextEnd)));
    }

    private bool IsIf(int position) => Keywords.KindOf(_text.AsSpan(position, SkipWord(position) - position)) == TokenKind.If;

    /// <summary>The position of the next word or symbol: blanks, line ends and comments skipped.</summary>
    private int SkipGap(int position)
    {
        while (position < _text.Length)
        {
            char c = _text[position];
            if (IsBlank(c) || c is '\r' or '\n')
            {
                position++;
            }
            else if (c == '#' || (c == '-' && position + 1 < _text.Length && _text[position + 1] == '-'))
            {
                position = LineEnd(position);
            }
            else
            {
                break;
            }
        }

        return position;
    }

    /// <summary>Whether a condition or a reason may end with a token: no attribute can follow it directly.</summary>
    private static bool EndsOperand(TokenKind previous) =>
        previous is TokenKind.Text or TokenKind.Number or TokenKind.Duration or TokenKind.Attribute or TokenKind.Metadata or TokenKind.List or TokenKind.True
            or TokenKind.False or TokenKind.CloseParenthesis;

    private static bool ExpectsNothing(TokenKind previous) =>
        previous is not (TokenKind.And or TokenKind.Or or TokenKind.Not or TokenKind.If or TokenKind.OpenParenthesis or TokenKind.Comma or TokenKind.In)
        && !Keywords.IsComparison(previous);

    /// <summary>Whether an action or <c>shadow</c> follows a colon. Remembered, since each part of a name with hyphens may ask.</summary>
    private bool ActionFollows(int colon, bool sameLine)
    {
        if (_actionAsked != colon || _actionAskedOnLine != sameLine)
        {
            _actionAsked = colon;
            _actionAskedOnLine = sameLine;
            _actionFollows = FindAction(colon, sameLine);
        }

        return _actionFollows;
    }

    private bool FindAction(int colon, bool sameLine)
    {
        int position = sameLine ? SkipBlanks(colon + 1) : SkipGap(colon + 1);
        int end = SkipWord(position);
        TokenKind kind = Keywords.KindOf(_text.AsSpan(position, end - position));
        return kind == TokenKind.Shadow || Keywords.IsAction(kind);
    }

    /// <summary>Where the name ends that a position lies in. Remembered, since each part of a name with hyphens may ask.</summary>
    private int NameEnd(int position)
    {
        if (position < _nameFrom || position >= _nameEnd)
        {
            _nameFrom = position;
            _nameEnd = SkipName(position);
        }

        return _nameEnd;
    }

    /// <summary>A name: word characters, and dots and hyphens between them.</summary>
    private int SkipName(int position)
    {
        int end = SkipWord(position);
        while (end > position && end + 1 < _text.Length && _text[end] is '-' or '.' && IsWordCharacter(_text[end + 1]))
        {
            end = SkipWord(end + 1);
        }

        return end;
    }
}
