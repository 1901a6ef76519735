namespace Risk.Velocity;

/// <summary>A value kept with every event of an entity.</summary>
/// <param name="Attribute">The attribute it comes from.</param>
/// <param name="IsHash">True when the value's hash is kept (distinct values), false for its double.</param>
/// <param name="IsIdentity">True for the event's id, by which its label is recorded: a hash that no window counts.</param>
internal sealed record ValueColumn(string Attribute, bool IsHash, bool IsIdentity = false)
{
    /// <summary>Whether equal values are linked, so that distinct values can be counted while events leave.</summary>
    public bool IsLinked => IsHash && !IsIdentity;

    /// <summary>The bits of a missing value.</summary>
    public ulong Missing => IsHash ? 0 : BitConverter.DoubleToUInt64Bits(double.NaN);

    /// <summary>What is kept of a number: its bits, or its hash, which is never that of a missing one.</summary>
    public ulong Of(double number) => !IsHash ? BitConverter.DoubleToUInt64Bits(number) : double.IsNaN(number) ? 0 : Math.Max(Internals.TextHash.Number(number), 1);
}
