namespace Risk.Rules.Planning;

/// <summary>
/// What a missing value answers to a literal or a formula. The order is that of Kleene's logic: and takes the smaller, or the
/// greater.
/// </summary>
internal enum MissingAnswer : byte
{
    /// <summary>It does not hold.</summary>
    No,

    /// <summary>It can't be told.</summary>
    Maybe,

    /// <summary>It holds.</summary>
    Yes,
}
