namespace Risk.Extensions;

/// <summary>How a load of a scorer's sources ended.</summary>
public enum ReloadResult
{
    /// <summary>No load has ended yet.</summary>
    None,

    /// <summary>The sources were good and another snapshot decides now.</summary>
    Published,

    /// <summary>The sources hold what the live snapshot was built from; it goes on.</summary>
    Unchanged,

    /// <summary>The sources were refused; the last good snapshot goes on deciding.</summary>
    Refused,
}
