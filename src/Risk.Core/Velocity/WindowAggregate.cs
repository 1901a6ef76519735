namespace Risk.Velocity;

/// <summary>What a window computes of the events it covers.</summary>
public enum WindowAggregate
{
    /// <summary>The number of events.</summary>
    Count,

    /// <summary>The sum of the value.</summary>
    Sum,

    /// <summary>The mean of the value.</summary>
    Average,

    /// <summary>The smallest value.</summary>
    Minimum,

    /// <summary>The largest value.</summary>
    Maximum,

    /// <summary>The number of distinct values.</summary>
    Distinct,

    /// <summary>Seconds since the key's first event in the window.</summary>
    SinceFirst,

    /// <summary>Seconds since the key's last event in the window.</summary>
    SinceLast,

    /// <summary>The share of events that satisfy the condition, 0 to 1.</summary>
    Ratio,
}
