using Risk.Events;

namespace Risk.Tool;

/// <summary>An event kept as the texts of its attributes, so that a stream can be put in order of time before it is replayed.</summary>
/// <param name="Id">Its id, or null.</param>
/// <param name="Time">Its time in Unix microseconds; NaN when missing.</param>
/// <param name="Fields">By attribute: its text; null is missing.</param>
internal sealed record StreamEvent(string? Id, double Time, string?[] Fields)
{
    public void Fill(AttributeRow row)
    {
        row.Clear();
        for (int position = 0; position < Fields.Length; position++)
        {
            if (Fields[position] is { Length: > 0 } text)
            {
                row.SetFromText(position, text);
            }
        }
    }
}
