namespace Risk.Velocity;

/// <summary>A value kept with every event of an entity.</summary>
/// <param name="Attribute">The attribute it comes from.</param>
/// <param name="IsHash">True when the value's hash is kept (distinct values), false for its double.</param>
internal sealed record ValueColumn(string Attribute, bool IsHash)
{
    /// <summary>Whether equal values are linked, so that distinct values can be counted while events leave.</summary>
    public bool IsLinked => IsHash;

    /// <summary>The bits of a missing value.</summary>
    public ulong Missing => IsHash ? 0 : BitConverter.DoubleToUInt64Bits(double.NaN);
}
