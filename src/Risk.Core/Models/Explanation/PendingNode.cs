namespace Risk.Models.Explanation;

/// <summary>A node that a walk has still to visit, with the test that led to it.</summary>
internal struct PendingNode
{
    /// <summary>The node; below zero a leaf.</summary>
    public int Node;

    /// <summary>Where the parent's path begins in the scratch.</summary>
    public int PathStart;

    /// <summary>The number of elements of the parent's path.</summary>
    public int PathLength;

    /// <summary>The feature of the parent's test; -1 at the root.</summary>
    public int Feature;

    /// <summary>The part of training rows that pass the feature's tests on the way.</summary>
    public double Zero;

    /// <summary>1 when the row passes them, else 0.</summary>
    public double One;
}
