namespace Risk.Models.Formats.Onnx;

/// <summary>
/// A constant tensor, decoded. Exactly one of the arrays is set, by type: float16 and bfloat16 are widened to float32,
/// booleans and all integers to int64.
/// </summary>
internal sealed class OnnxTensor
{
    /// <summary>The name; empty for a tensor inside an attribute.</summary>
    public string Name { get; init; } = "";

    /// <summary>The type in the file.</summary>
    public required OnnxDataType Type { get; init; }

    /// <summary>The dimensions; empty for a scalar.</summary>
    public required int[] Shape { get; init; }

    /// <summary>The values of a float32, float16 or bfloat16 tensor.</summary>
    public float[]? Singles { get; init; }

    /// <summary>The values of a float64 tensor.</summary>
    public double[]? Doubles { get; init; }

    /// <summary>The values of an integer or boolean tensor.</summary>
    public long[]? Integers { get; init; }

    /// <summary>The values of a text tensor.</summary>
    public string[]? Texts { get; init; }

    /// <summary>The number of values.</summary>
    public int Length => Singles?.Length ?? Doubles?.Length ?? Integers?.Length ?? Texts?.Length ?? 0;
}
