namespace Risk.Events;

/// <summary>Where a text lies in its row's characters.</summary>
internal readonly record struct TextSlice(int Start, int Length)
{
    public static TextSlice Missing => new(0, -1);
}
