namespace Risk.Internals;

/// <summary>The powers of ten that double holds exactly.</summary>
internal static class PowersOfTen
{
    /// <summary>The exponent of the largest.</summary>
    public const int LargestExact = 22;

    /// <summary>By exponent, 0 to 22.</summary>
    public static ReadOnlySpan<double> Exact =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];
}
