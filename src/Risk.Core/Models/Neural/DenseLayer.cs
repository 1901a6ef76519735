using Risk.Internals.Numerics;

namespace Risk.Models.Neural;

/// <summary>
/// A dense layer laid out for evaluation: weights input-major with outputs side by side, on cache lines, outputs filled up
/// to a multiple of 16.
/// </summary>
internal sealed class DenseLayer
{
    /// <summary>Outputs come in blocks of this many.</summary>
    public const int Block = 16;

    public DenseLayer(DenseLayerDefinition definition)
    {
        InputCount = definition.InputCount;
        OutputCount = definition.OutputCount;
        PaddedOutputs = (OutputCount + Block - 1) / Block * Block;
        Activation = definition.Activation;
        Alpha = definition.Alpha;
        Weights = new AlignedBuffer<float>(checked(PaddedOutputs * InputCount));
        Biases = new AlignedBuffer<float>(PaddedOutputs);
        Span<float> weights = Weights.Span;
        for (int output = 0; output < OutputCount; output++)
        {
            Biases.Span[output] = definition.Biases[output];
            for (int input = 0; input < InputCount; input++)
            {
                weights[(input * PaddedOutputs) + output] = definition.Weights[(output * InputCount) + input];
            }
        }
    }

    /// <summary>The number of inputs.</summary>
    public int InputCount { get; }

    /// <summary>The number of outputs.</summary>
    public int OutputCount { get; }

    /// <summary>The number of outputs that are computed; those beyond <see cref="OutputCount"/> have no weights.</summary>
    public int PaddedOutputs { get; }

    /// <summary>What is made of the sums.</summary>
    public Activation Activation { get; }

    /// <summary>The activation's parameter.</summary>
    public float Alpha { get; }

    /// <summary>Weight of input i for output o at i * <see cref="PaddedOutputs"/> + o.</summary>
    public AlignedBuffer<float> Weights { get; }

    /// <summary>A bias per padded output.</summary>
    public AlignedBuffer<float> Biases { get; }
}
