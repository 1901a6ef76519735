namespace Risk.Events.Json;

/// <summary>
/// Gives one JSON value to an attribute, whatever its type: the one place that says which types an attribute takes, so that every
/// scanner agrees. Counts what could not be taken.
/// </summary>
internal ref struct JsonValueSink(AttributeRow row)
{
    private const int LongestShortText = 128;
    private readonly AttributeRow _row = row;
    private int _wrongTypeCount;
    private int _firstWrongType;
    private int _invalidValueCount;

    public readonly JsonReadResult Result => new(_wrongTypeCount, _firstWrongType, _invalidValueCount);

    /// <summary>A string.</summary>
    /// <param name="field">The attribute.</param>
    /// <param name="raw">The bytes between the quotes.</param>
    /// <param name="isEscaped">Whether there is a backslash among them.</param>
    public void Text(JsonField field, scoped ReadOnlySpan<byte> raw, bool isEscaped)
    {
        if (field.IsText)
        {
            bool isWellFormed = isEscaped ? _row.SetEscapedText(field.Position, raw) : _row.SetUtf8Text(field.Position, raw);
            _invalidValueCount += isWellFormed ? 0 : 1;
            return;
        }

        if (isEscaped)
        {
            EscapedShortText(field, raw);
            return;
        }

        ShortText(field, raw);
    }

    /// <summary>A number.</summary>
    /// <param name="field">The attribute.</param>
    /// <param name="raw">The digits as they were written.</param>
    public void Number(JsonField field, scoped ReadOnlySpan<byte> raw)
    {
        if (field.IsText)
        {
            _row.SetUtf8Text(field.Position, raw);
            return;
        }

        NumberText.TryParse(raw, out double value);
        Number(field, value);
    }

    /// <summary>A number for an attribute that is no text.</summary>
    public void Number(JsonField field, double value)
    {
        switch (field.Kind)
        {
            case AttributeKind.Number:
                _row.SetNumber(field.Position, value);
                _invalidValueCount += double.IsInfinity(value) ? 1 : 0;
                break;
            case AttributeKind.Boolean when value is 0 or 1:
                _row.SetNumber(field.Position, value);
                break;
            case AttributeKind.Timestamp:
                double microseconds = NumberText.TimestampOfSeconds(value);
                _row.SetNumber(field.Position, microseconds);
                _invalidValueCount += double.IsNaN(microseconds) ? 1 : 0;
                break;
            default:
                WrongType(field);
                break;
        }
    }

    /// <summary>True or false.</summary>
    public void Truth(JsonField field, bool value)
    {
        switch (field.Kind)
        {
            case AttributeKind.Number or AttributeKind.Boolean:
                _row.SetBoolean(field.Position, value);
                break;
            case AttributeKind.Timestamp:
                WrongType(field);
                break;
            default:
                _row.SetUtf8Text(field.Position, value ? "true"u8 : "false"u8);
                break;
        }
    }

    /// <summary>Null.</summary>
    public readonly void Null(JsonField field) => _row.SetMissing(field.Position);

    /// <summary>Counts a text that was not well-formed.</summary>
    public void CountInvalidValue() => _invalidValueCount++;

    /// <summary>A value that the attribute can't take.</summary>
    public void WrongType(JsonField field)
    {
        _row.SetMissing(field.Position);
        _firstWrongType = _wrongTypeCount++ == 0 ? field.Position : _firstWrongType;
    }

    private void EscapedShortText(JsonField field, scoped ReadOnlySpan<byte> raw)
    {
        Span<char> characters = stackalloc char[LongestShortText];
        Span<byte> bytes = stackalloc byte[LongestShortText * 3];
        if (raw.Length > LongestShortText)
        {
            WrongType(field);
            return;
        }

        int length = JsonText.Unescape(raw, characters, out _);
        System.Text.Unicode.Utf8.FromUtf16(characters[..length], bytes, out _, out int count);
        ShortText(field, bytes[..count]);
    }

    // Numbers, booleans and timestamps in quotes; nothing in quotes is missing.
    private void ShortText(JsonField field, scoped ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            _row.SetMissing(field.Position);
            return;
        }

        double value;
        switch (field.Kind)
        {
            case AttributeKind.Number when NumberText.TryParse(text, out value):
                Number(field, value);
                break;
            case AttributeKind.Boolean when NumberText.TryParseTruth(text, out value):
                _row.SetNumber(field.Position, value);
                break;
            case AttributeKind.Timestamp when TimestampText.TryParse(text, out value):
                _row.SetNumber(field.Position, value);
                _invalidValueCount += double.IsNaN(value) ? 1 : 0;
                break;
            default:
                WrongType(field);
                break;
        }
    }
}
