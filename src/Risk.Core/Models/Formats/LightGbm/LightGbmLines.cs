namespace Risk.Models.Formats.LightGbm;

/// <summary>Goes through the lines of a LightGBM file, each a word or <c>key=value</c>. Empty lines are left out.</summary>
internal ref struct LightGbmLines
{
    private readonly ReadOnlySpan<byte> _text;
    private int _position;

    public LightGbmLines(ReadOnlySpan<byte> text)
    {
        _text = text;
        _position = text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
    }

    /// <summary>The number of the line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>What comes before the first '=', or the whole line.</summary>
    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>What comes after the first '='; empty without one.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether the line has a '='.</summary>
    public bool HasValue { get; private set; }

    /// <summary>Goes to the next line that isn't empty; false at the end of the file.</summary>
    public bool Next()
    {
        while (_position < _text.Length)
        {
            ReadOnlySpan<byte> rest = _text[_position..];
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? rest : rest[..end]).Trim(" \t\r"u8);
            _position += end < 0 ? rest.Length : end + 1;
            Number++;
            if (line.IsEmpty)
            {
                continue;
            }

            int equals = line.IndexOf((byte)'=');
            HasValue = equals >= 0;
            Key = HasValue ? line[..equals] : line;
            Value = HasValue ? line[(equals + 1)..] : default;
            return true;
        }

        return false;
    }
}
