namespace Risk.Models.Explanation;

/// <summary>A feature on the way to a leaf.</summary>
internal struct PathElement
{
    /// <summary>The feature; -1 for the element before the first.</summary>
    public int Feature;

    /// <summary>The part of training rows that pass all of the feature's tests on the way.</summary>
    public double Zero;

    /// <summary>1 when the row passes all of them, else 0.</summary>
    public double One;

    /// <summary>The summed weight of the subsets of the path that have as many known features as this element's position.</summary>
    public double Weight;
}
