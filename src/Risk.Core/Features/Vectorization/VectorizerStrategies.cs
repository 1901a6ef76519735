using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization;

/// <summary>The ways to compute features, all with the same bits.</summary>
internal static class VectorizerStrategies
{
    /// <summary>The environment variable that forces a way, read when a pipeline is compiled.</summary>
    public const string Variable = "RISK_FEATURES_ENGINE";

    public const string Scalar = "scalar";

    public const string Vectors = "vectors";

    /// <summary>Whether to use vectors: as named, or where the machine has them when the name is null or not one.</summary>
    public static bool UsesVectors(string? strategy) => strategy switch
    {
        Scalar => false,
        Vectors => true,
        _ => Vector128.IsHardwareAccelerated,
    };
}
