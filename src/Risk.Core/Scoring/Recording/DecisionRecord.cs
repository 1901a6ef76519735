using Risk.Events;

namespace Risk.Scoring.Recording;

/// <summary>A decision on its way to the writer: a slot of the ring, used again and again, with room that has grown to the largest event.</summary>
internal sealed class DecisionRecord
{
    private const int FirstCharacters = 256;

    /// <summary>The ring's turn: whose use of the slot comes next.</summary>
    public long Turn;

    private double[] _numbers = [];
    private TextSlice[] _texts = [];
    private char[] _characters = new char[FirstCharacters];
    private int _characterCount;

    /// <summary>The recorder that filled it; null when it could not be filled.</summary>
    public DecisionLogRecorder? Recorder { get; private set; }

    public RiskDecision Decision { get; private set; }

    /// <summary>What the reader of the event noticed.</summary>
    public DecisionFlags EventFlags { get; private set; }

    /// <summary>The recorder's numbers, in its order; NaN is missing.</summary>
    public ReadOnlySpan<double> Numbers => _numbers.AsSpan(0, Recorder!.NumberPositions.Length);

    /// <summary>Copies what the recorder wants of a row.</summary>
    public void Fill(DecisionLogRecorder recorder, AttributeRow row, in RiskDecision decision)
    {
        Recorder = null;
        ReadOnlySpan<int> positions = recorder.NumberPositions;
        if (_numbers.Length < positions.Length)
        {
            _numbers = new double[positions.Length];
        }

        double[] numbers = row.Numbers;
        for (int i = 0; i < positions.Length; i++)
        {
            _numbers[i] = numbers[positions[i]];
        }

        FillTexts(recorder.TextPositions, row);
        (Decision, EventFlags) = (decision, row.Flags);
        Recorder = recorder;
    }

    /// <summary>A text, by its place among the recorder's texts.</summary>
    /// <returns>False when it is missing.</returns>
    public bool TryGetText(int index, out ReadOnlySpan<char> text)
    {
        TextSlice slice = _texts[index];
        text = slice.Length < 0 ? default : _characters.AsSpan(slice.Start, slice.Length);
        return slice.Length >= 0;
    }

    private void FillTexts(ReadOnlySpan<int> positions, AttributeRow row)
    {
        if (_texts.Length < positions.Length)
        {
            _texts = new TextSlice[positions.Length];
        }

        _characterCount = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            if (!row.TryGetText(positions[i], out ReadOnlySpan<char> text))
            {
                _texts[i] = TextSlice.Missing;
                continue;
            }

            if (_characters.Length - _characterCount < text.Length)
            {
                Array.Resize(ref _characters, Math.Max(_characters.Length * 2, _characterCount + text.Length));
            }

            text.CopyTo(_characters.AsSpan(_characterCount));
            _texts[i] = new TextSlice(_characterCount, text.Length);
            _characterCount += text.Length;
        }
    }
}
