namespace Risk.Models.Explanation;

/// <summary>An inner node as explanations see it.</summary>
internal struct ExplainedNode
{
    /// <summary>Values up to it go left.</summary>
    public double Threshold;

    /// <summary>The part of the node's training rows that went left.</summary>
    public double LeftShare;

    /// <summary>The part of training rows that pass the tests of this feature above the node; 1 when there are none.</summary>
    public double Reach;

    /// <summary>The position of the feature among those the ensemble tests.</summary>
    public int Slot;

    /// <summary>The left child: an inner node, or the number of inner nodes plus the leaf's number.</summary>
    public int Left;

    /// <summary>The right child, likewise.</summary>
    public int Right;

    /// <summary>One more than the nearest node above that tests the same feature; 0 when there is none.</summary>
    public int Ancestor;

    /// <summary>The node's number in the definition.</summary>
    public int Source;

    /// <summary>How a value is tested.</summary>
    public ExplainedTest Test;

    /// <summary>1 when NaN goes left, else 0.</summary>
    public byte NaNLeft;

    /// <summary>1 when the node lies on the left of <see cref="Ancestor"/> or has none, else 0.</summary>
    public byte LeftOfAncestor;
}
