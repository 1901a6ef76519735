namespace Risk.Features.Transforms;

/// <summary>Bounds that several transforms share.</summary>
internal static class ParameterBounds
{
    /// <summary>Scales between these have a reciprocal that is finite and not denormal.</summary>
    public const double SmallestScale = 1e-300;

    /// <inheritdoc cref="SmallestScale"/>
    public const double LargestScale = 1e300;

    /// <summary>The most features one entry may give.</summary>
    public const int MostFeatures = 65_536;
}
