namespace Risk.Rules.Planning;

/// <summary>
/// A row of a compact <see cref="MaskPlan"/> in registers: four words of the certain reading, then four of the possible one. One
/// implementation a vector width.
/// </summary>
/// <typeparam name="TSelf">The implementation.</typeparam>
internal interface ICompactRow<TSelf>
    where TSelf : struct, ICompactRow<TSelf>
{
    /// <summary>Reads the eight words that start here.</summary>
    static abstract TSelf Load(ref ulong row);

    /// <summary>The conjunction with the eight words that start here.</summary>
    static abstract TSelf And(TSelf left, ref ulong row);

    /// <summary>Writes eight words.</summary>
    static abstract void Store(TSelf row, ref ulong target);
}
