namespace Risk.Benchmarks.Features;

/// <summary>How many features of each kind a pipeline has.</summary>
/// <param name="Standardize">(x - mean) × scale.</param>
/// <param name="Log">log(1 + x).</param>
/// <param name="OneHot">A text of four categories, which gives four values.</param>
/// <param name="Bucketize">Sixteen edges.</param>
/// <param name="Copy">The number as it is.</param>
/// <param name="Impute">The number, or a constant when it is missing.</param>
public sealed record FeatureMix(int Standardize, int Log, int OneHot, int Bucketize, int Copy, int Impute)
{
    public const int Categories = 4;
    public const int Edges = 16;

    public int Numbers => Standardize + Log + Bucketize + Copy + Impute;

    public int Features => Numbers + OneHot;

    /// <summary>The length of the vector.</summary>
    public int Values => Numbers + (OneHot * Categories);

    /// <summary>A mix by its name, as benchmarks' parameters give it.</summary>
    public static FeatureMix Of(string name) => name switch
    {
        "16" => new(8, 2, 2, 2, 1, 1),
        "64" => new(20, 10, 10, 10, 7, 7),
        "256" => new(80, 40, 40, 40, 28, 28),
        "64 numbers" => new(30, 14, 0, 10, 5, 5),
        "64 categories" => new(8, 4, 44, 4, 2, 2),
        _ => throw new ArgumentException($"There is no mix '{name}'.", nameof(name)),
    };
}
