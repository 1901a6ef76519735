using Risk.Events;

namespace Risk.Tool;

/// <summary>An event kept as the texts of its attributes, so that a stream can be put in order of time before it is replayed.</summary>
/// <param name="Id">Its id, or null.</param>
/// <param name="Time">Its time in Unix microseconds; NaN when missing.</param>
/// <param name="Texts">The texts in UTF-8, one behind the other.</param>
/// <param name="Ends">By attribute: where its text ends; an empty one is missing.</param>
internal sealed record StreamEvent(string? Id, double Time, byte[] Texts, int[] Ends)
{
    /// <summary>The text of an attribute.</summary>
    public ReadOnlySpan<byte> Field(int position) => Texts.AsSpan((position == 0 ? 0 : Ends[position - 1])..Ends[position]);

    /// <summary>Reads the event into a row.</summary>
    /// <returns>The first attribute whose text is no value of its kind, or -1.</returns>
    public int Fill(AttributeRow row)
    {
        int wrong = -1;
        row.Clear();
        for (int position = 0; position < Ends.Length; position++)
        {
            if (!row.SetFromField(position, Field(position)) && wrong < 0)
            {
                wrong = position;
            }
        }

        return wrong;
    }
}
