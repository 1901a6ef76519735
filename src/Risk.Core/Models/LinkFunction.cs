namespace Risk.Models;

/// <summary>What turns margins into outputs.</summary>
public enum LinkFunction
{
    /// <summary>The margin itself.</summary>
    Identity,

    /// <summary>1 / (1 + exp(-scale * margin)), each output on its own.</summary>
    Sigmoid,

    /// <summary>exp(m_k - max) / sum, over the row's margins.</summary>
    Softmax,

    /// <summary>exp(margin).</summary>
    Exponential,

    /// <summary>sign(margin) * margin².</summary>
    SignedSquare,

    /// <summary>log(1 + exp(margin)).</summary>
    SoftPlus,

    /// <summary>1 when the margin is above 0, else 0.</summary>
    Step,

    /// <summary>The index of the largest margin.</summary>
    ArgMax,

    /// <summary>The standard normal distribution function.</summary>
    Probit,

    /// <summary>Softmax that keeps exact zeros (ONNX SOFTMAX_ZERO).</summary>
    SoftmaxZero,

    /// <summary>
    /// The inverse of the standard normal distribution function by the approximation that ONNX Runtime uses for PROBIT:
    /// √2 erfinv(2 margin - 1).
    /// </summary>
    OnnxProbit,
}
