using Risk.Models.Graph;
using Risk.Models.Neural;

namespace Risk.Models.Formats.Onnx;

/// <summary>A chain of dense layers found in a graph: (x - offset) · factor, then the layers, the last one's sums being the margins.</summary>
internal sealed class DenseChain(int featureCount)
{
    /// <summary>The number of features.</summary>
    public int FeatureCount => featureCount;

    /// <summary>What stands for missing features; null for none.</summary>
    public float[]? FillValues { get; set; }

    /// <summary>What is taken off each feature; null for nothing.</summary>
    public float[]? Offsets { get; set; }

    /// <summary>What each difference is multiplied by; null for nothing.</summary>
    public float[]? Factors { get; set; }

    /// <summary>The layers.</summary>
    public List<DenseStep> Layers { get; } = [];

    /// <summary>The link when an operator behind the last layer says it; null when the layer's activation does.</summary>
    public LinkFunction? Link { get; set; }

    /// <summary>The label that a classifier gives itself.</summary>
    public GraphValue? Label { get; set; }

    /// <summary>The value that holds a probability for each class.</summary>
    public GraphValue? Classes { get; set; }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; set; }

    /// <summary>The number of margins.</summary>
    public int MarginCount => Layers[^1].Outputs;

    /// <summary>Whether an activation can be the link of a linear model.</summary>
    public static bool IsLink(Activation activation) => activation is Activation.Identity or Activation.Sigmoid or Activation.Softmax;

    /// <summary>The link that is an activation.</summary>
    public static LinkFunction LinkOf(Activation activation) => activation switch
    {
        Activation.Sigmoid => LinkFunction.Sigmoid,
        Activation.Softmax => LinkFunction.Softmax,
        _ => LinkFunction.Identity,
    };
}
