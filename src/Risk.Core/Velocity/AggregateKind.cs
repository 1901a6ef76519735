namespace Risk.Velocity;

/// <summary>What a frame keeps up to date while events enter and leave it.</summary>
internal enum AggregateKind
{
    /// <summary>One word: the events that satisfy the condition.</summary>
    Count,

    /// <summary>Three words: a 128-bit sum and the number of values.</summary>
    Sum,

    /// <summary>Two words: the smallest value and the sequence number of its event.</summary>
    Minimum,

    /// <summary>Two words: the largest value and the sequence number of its event.</summary>
    Maximum,

    /// <summary>One word: the number of distinct values.</summary>
    Distinct,
}
