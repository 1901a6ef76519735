namespace Risk.Models.Trees;

/// <summary>Where a feature's breakpoints lie in a <see cref="FeatureRanker"/>, and where its rank goes.</summary>
internal struct RankEntry
{
    /// <summary>The feature's position in the row.</summary>
    internal int Feature;

    /// <summary>The first of the feature's keys: its pivots, then its blocks.</summary>
    internal int Start;

    /// <summary>The vectors of 16 pivots; 0 when there is one block only.</summary>
    internal int PivotVectors;

    /// <summary>Where the rank goes; what it means is the sink's affair.</summary>
    internal int Slot;

    /// <summary>Where the rank goes with missing values lowest instead of highest; -1 when nobody asks.</summary>
    internal int LeftSlot;
}
