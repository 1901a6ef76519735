namespace Risk.Models.Neural;

/// <summary>A dense layer: output_o = activation(bias_o + Σ weight_oi input_i).</summary>
public sealed record DenseLayerDefinition
{
    /// <summary>
    /// The weights, all inputs of the first output, then of the next: PyTorch's <c>Linear.weight</c> flattened. (scikit-learn's
    /// <c>coefs_</c> and Keras' kernels are the other way round; transpose them.)
    /// </summary>
    public required IReadOnlyList<float> Weights { get; init; }

    /// <summary>The bias of each output; its length is the number of outputs.</summary>
    public required IReadOnlyList<float> Biases { get; init; }

    /// <summary>What is made of the sums.</summary>
    public Activation Activation { get; init; } = Activation.Identity;

    /// <summary>The slope of <see cref="Activation.LeakyRelu"/> (often 0.01), or the depth of <see cref="Activation.Elu"/> (often 1).</summary>
    public float Alpha { get; init; } = 1;

    /// <summary>The number of outputs.</summary>
    public int OutputCount => Biases.Count;

    /// <summary>The number of inputs.</summary>
    public int InputCount => Biases.Count == 0 ? 0 : Weights.Count / Biases.Count;
}
