namespace Risk.Models.Graph;

/// <summary>The texts a graph can produce: labels and encoded categories. A text value holds positions in this table.</summary>
internal sealed class GraphTexts
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, long> _codes = new(StringComparer.Ordinal);

    /// <summary>The number of a text, which is added when it is new.</summary>
    public long Code(string text)
    {
        if (!_codes.TryGetValue(text, out long code))
        {
            code = _texts.Count;
            _codes.Add(text, code);
            _texts.Add(text);
        }

        return code;
    }

    /// <summary>The text of a number.</summary>
    public string this[long code] => _texts[(int)code];
}
