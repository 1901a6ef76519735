namespace Risk.Models.Neural;

/// <summary>What a layer makes of its sums. NaN stays NaN in all of them, so that a missing feature is not hidden.</summary>
public enum Activation
{
    /// <summary>The sum itself.</summary>
    Identity,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x, or alpha * x below 0.</summary>
    LeakyRelu,

    /// <summary>x, or alpha * (exp(x) - 1) below 0.</summary>
    Elu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>exp(x_k - max) / sum; only for the last layer.</summary>
    Softmax,
}
