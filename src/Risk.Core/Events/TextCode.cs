namespace Risk.Events;

/// <summary>The codes every codebook has; texts that somebody named start at <see cref="FirstKnown"/>.</summary>
public static class TextCode
{
    /// <summary>The text is missing.</summary>
    public const int Missing = 0;

    /// <summary>The text is present and nobody named it.</summary>
    public const int Other = 1;

    /// <summary>The first code of a named text.</summary>
    public const int FirstKnown = 2;
}
