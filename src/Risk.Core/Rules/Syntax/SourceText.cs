namespace Risk.Rules.Syntax;

/// <summary>A rules file's text and where its lines start. Lines end with CRLF, LF or CR; a byte order mark at the front is skipped.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(string text, string? file)
    {
        Text = text;
        File = file;
        ReadOnlySpan<char> rest = text;
        int position = 0;
        while (true)
        {
            int end = rest[position..].IndexOfAny('\r', '\n');
            if (end < 0)
            {
                break;
            }

            position += end;
            position += text[position] == '\r' && position + 1 < text.Length && text[position + 1] == '\n' ? 2 : 1;
            _lineStarts.Add(position);
        }
    }

    public string Text { get; }

    /// <summary>The name diagnostics give, or null.</summary>
    public string? File { get; }

    public int Length => Text.Length;

    public int LineCount => _lineStarts.Count;

    /// <summary>The position of the first character that is not a byte order mark.</summary>
    public int FirstPosition => Text.Length > 0 && Text[0] == '\uFEFF' ? 1 : 0;

    /// <summary>The line of a position, from 1.</summary>
    public int LineAt(int position)
    {
        int index = _lineStarts.BinarySearch(position);
        return index >= 0 ? index + 1 : ~index;
    }

    /// <summary>The line and column of a position, both from 1; the byte order mark has no column.</summary>
    public (int Line, int Column) PlaceOf(int position)
    {
        int line = LineAt(position);
        int start = LineStart(line);
        return (line, Math.Max(position - start, 0) + 1);
    }

    /// <summary>Where a line starts, counted from 1.</summary>
    public int LineStart(int line) => line == 1 ? FirstPosition : _lineStarts[line - 1];

    /// <summary>A line without its end, counted from 1.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        int start = LineStart(line);
        int end = line < _lineStarts.Count ? _lineStarts[line] : Text.Length;
        return Text.AsSpan(start, Math.Max(end - start, 0)).TrimEnd("\r\n");
    }
}
