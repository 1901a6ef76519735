namespace Risk.Features.Definitions;

/// <summary>What an expression gives, and what a transform accepts.</summary>
[Flags]
internal enum ValueKinds
{
    /// <summary>Nothing: the expression has a problem that was already reported.</summary>
    None = 0,

    /// <summary>A double; NaN is missing.</summary>
    Number = 1,

    /// <summary>A point in time.</summary>
    Timestamp = 2,

    /// <summary>Characters.</summary>
    Text = 4,

    /// <summary>Something with an identity only: a network prefix, a cross.</summary>
    Category = 8,

    /// <summary>Several features at once.</summary>
    Vector = 16,

    /// <summary>Whatever has an identity: numbers, texts, categories.</summary>
    Identity = Number | Text | Category,

    /// <summary>Whatever can be missing.</summary>
    Any = Number | Timestamp | Text | Category,
}
