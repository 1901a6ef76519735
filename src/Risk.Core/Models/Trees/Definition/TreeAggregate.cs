namespace Risk.Models.Trees;

/// <summary>What an ensemble makes of its trees' leaf values.</summary>
internal enum TreeAggregate
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their sum divided by the number of trees per margin.</summary>
    Average,

    /// <summary>The smallest.</summary>
    Minimum,

    /// <summary>The largest.</summary>
    Maximum,
}
