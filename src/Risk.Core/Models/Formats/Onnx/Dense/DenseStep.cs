using Risk.Models.Neural;

namespace Risk.Models.Formats.Onnx;

/// <summary>A dense layer found in a graph, in float64 so that what is folded into it rounds only once.</summary>
internal sealed class DenseStep
{
    /// <summary>The weights, all inputs of the first output, then of the next.</summary>
    public required double[] Weights { get; set; }

    /// <summary>A bias per output.</summary>
    public required double[] Biases { get; set; }

    /// <summary>What is made of the sums.</summary>
    public Activation Activation { get; private set; }

    /// <summary>The parameter of the activation.</summary>
    public float Alpha { get; private set; } = 1;

    public int Outputs => Biases.Length;

    public int Inputs => Weights.Length / Biases.Length;

    /// <summary>Sets the activation; false when there is one already.</summary>
    public bool Activate(Activation activation, double alpha)
    {
        if (Activation != Activation.Identity)
        {
            return false;
        }

        (Activation, Alpha) = (activation, (float)alpha);
        return true;
    }

    /// <summary>Folds output · factor + addend into the layer; false behind an activation.</summary>
    /// <param name="factors">One per output, or one for all.</param>
    /// <param name="addends">One per output, or one for all.</param>
    public bool Fold(ReadOnlySpan<float> factors, ReadOnlySpan<float> addends)
    {
        if (Activation != Activation.Identity || !Fits(factors.Length) || !Fits(addends.Length))
        {
            return false;
        }

        for (int output = 0; output < Outputs; output++)
        {
            double factor = factors[factors.Length == 1 ? 0 : output];
            Biases[output] = (Biases[output] * factor) + addends[addends.Length == 1 ? 0 : output];
            foreach (ref double weight in Weights.AsSpan(output * Inputs, Inputs))
            {
                weight *= factor;
            }
        }

        return true;

        bool Fits(int length) => length == 1 || length == Outputs;
    }

    /// <summary>Makes one output of two: the second less the first, whose sigmoid is the second's softmax.</summary>
    public void Subtract()
    {
        double[] weights = new double[Inputs];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Weights[weights.Length + i] - Weights[i];
        }

        Biases = [Biases[1] - Biases[0]];
        Weights = weights;
    }

    /// <summary>Drops the first output.</summary>
    public void KeepSecond()
    {
        Weights = Weights[Inputs..];
        Biases = [Biases[1]];
    }

    /// <summary>The layer of a network.</summary>
    /// <param name="link">The link that takes the place of the activation; null to leave that.</param>
    public DenseLayerDefinition Define(LinkFunction? link) => new()
    {
        Weights = Array.ConvertAll(Weights, static weight => (float)weight),
        Biases = Array.ConvertAll(Biases, static bias => (float)bias),
        Activation = link switch
        {
            null => Activation,
            LinkFunction.Sigmoid => Activation.Sigmoid,
            LinkFunction.Softmax => Activation.Softmax,
            _ => Activation.Identity,
        },
        Alpha = Alpha,
    };
}
