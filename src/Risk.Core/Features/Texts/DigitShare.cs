namespace Risk.Features.Texts;

/// <summary>How much of a text is digits.</summary>
internal static class DigitShare
{
    /// <summary>How many units are looked at, which bounds the time whatever arrives.</summary>
    public const int ComparedLength = 4096;

    /// <summary>The share of 0 to 9 among the first <see cref="ComparedLength"/> UTF-16 units, 0 to 1; 0 for an empty text.</summary>
    public static double Of(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> head = text[..Math.Min(text.Length, ComparedLength)];
        int digits = 0;
        foreach (char unit in head)
        {
            digits += (uint)(unit - '0') <= 9 ? 1 : 0;
        }

        return head.IsEmpty ? 0 : (double)digits / head.Length;
    }
}
