namespace Risk.Events;

/// <content>Values of any kind that arrive as text, such as the fields of a CSV file.</content>
public sealed partial class AttributeRow
{
    /// <summary>
    /// Sets an attribute from text by its kind: a number, <c>true</c>/<c>false</c>/<c>1</c>/<c>0</c>, an ISO 8601 timestamp, or the text itself.
    /// Empty text and, for a number, <c>NaN</c> are missing.
    /// </summary>
    /// <returns>False when the text is no value of that kind: the attribute is then missing and <see cref="DecisionFlags.MalformedEvent"/> is set.</returns>
    /// <remarks>
    /// A number beyond double is infinite and a date that does not exist is missing; both set <see cref="DecisionFlags.InvalidValue"/>.
    /// <para>Allocations: none once the text buffer has grown. Thread safety: one thread at a time.</para>
    /// </remarks>
    public bool SetFromText(int position, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            SetMissing(position);
            return true;
        }

        double value;
        bool isKnown;
        switch (_kinds[position])
        {
            case AttributeKind.Number:
                isKnown = NumberText.TryParse(text, out value);
                Flags |= double.IsInfinity(value) ? DecisionFlags.InvalidValue : DecisionFlags.None;
                break;
            case AttributeKind.Boolean:
                isKnown = NumberText.TryParseTruth(text, out value);
                break;
            case AttributeKind.Timestamp:
                isKnown = TimestampText.TryParse(text, out value);
                Flags |= isKnown && double.IsNaN(value) ? DecisionFlags.InvalidValue : DecisionFlags.None;
                break;
            default:
                SetText(position, text);
                return true;
        }

        SetNumber(position, value, isKnown);
        return isKnown;
    }

    /// <summary>
    /// Sets an attribute from a field of a file that does not tell numbers from texts, such as CSV: all that <see cref="SetFromText"/> takes, true and
    /// false as 1 and 0 for a number, and seconds since 1970 for a timestamp. An empty field is missing.
    /// </summary>
    /// <param name="position">The attribute.</param>
    /// <param name="utf8">The field's bytes, up to a few megabytes.</param>
    /// <returns>False when the field is no value of that kind: the attribute is then missing and <see cref="DecisionFlags.MalformedEvent"/> is set.</returns>
    /// <remarks>
    /// A number beyond double is infinite, a time that does not exist is missing, and a malformed sequence in a text becomes U+FFFD; each sets
    /// <see cref="DecisionFlags.InvalidValue"/>.
    /// <para>Allocations: none once the text buffer has grown. Thread safety: one thread at a time.</para>
    /// </remarks>
    public bool SetFromField(int position, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            SetMissing(position);
            return true;
        }

        double value;
        bool isKnown;
        switch (_kinds[position])
        {
            case AttributeKind.Number:
                isKnown = NumberText.TryParse(utf8, out value) || NumberText.TryParseTruth(utf8, out value);
                Flags |= double.IsInfinity(value) ? DecisionFlags.InvalidValue : DecisionFlags.None;
                break;
            case AttributeKind.Boolean:
                isKnown = NumberText.TryParseTruth(utf8, out value);
                break;
            case AttributeKind.Timestamp:
                isKnown = TimestampText.TryParse(utf8, out value) || NumberText.TryParseTimestamp(utf8, out value);
                Flags |= isKnown && double.IsNaN(value) ? DecisionFlags.InvalidValue : DecisionFlags.None;
                break;
            default:
                Flags |= SetUtf8Text(position, utf8) ? DecisionFlags.None : DecisionFlags.InvalidValue;
                return true;
        }

        SetNumber(position, value, isKnown);
        return isKnown;
    }

    private void SetNumber(int position, double value, bool isKnown)
    {
        Flags |= isKnown ? DecisionFlags.None : DecisionFlags.MalformedEvent;
        SetNumber(position, isKnown ? value : double.NaN);
    }
}
