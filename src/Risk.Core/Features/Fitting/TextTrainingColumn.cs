using Risk.Events;

namespace Risk.Features.Fitting;

/// <summary>Texts, each distinct one stored once.</summary>
internal sealed class TextTrainingColumn : TrainingColumn
{
    private const int Missing = -1;

    private readonly int _position;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _texts = [];
    private readonly List<int> _values = [];

    public TextTrainingColumn(int position)
    {
        _position = position;
        _lookup = _indices.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public override void Add(AttributeRow row)
    {
        int index = Missing;
        if (row.TryGetText(_position, out ReadOnlySpan<char> text) && !_lookup.TryGetValue(text, out index))
        {
            index = _texts.Count;
            _texts.Add(text.ToString());
            _indices.Add(_texts[index], index);
        }

        _values.Add(index);
    }

    public override void Fill(int index, AttributeRow row)
    {
        if (_values[index] != Missing)
        {
            row.SetText(_position, _texts[_values[index]]);
        }
    }
}
