namespace Risk.Rules;

/// <summary>The three values of Kleene's logic.</summary>
public enum Truth : byte
{
    /// <summary>Does not hold.</summary>
    False,

    /// <summary>Holds.</summary>
    True,

    /// <summary>Can't be told, because something is missing.</summary>
    Unknown,
}
