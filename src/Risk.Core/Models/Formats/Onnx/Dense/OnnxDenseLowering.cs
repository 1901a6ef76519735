using Risk.Models.Graph;
using Risk.Models.Linear;
using Risk.Models.Neural;

namespace Risk.Models.Formats.Onnx;

/// <summary>
/// Makes a graph that is a chain of dense layers into a <see cref="LinearModel"/> or a <see cref="NeuralNetwork"/>: a logistic regression or a
/// perceptron as scikit-learn, PyTorch and Keras export them. Sums run in another order than the operators' (and ONNX Runtime's), so results
/// differ by rounding; tests hold them within 1e-6.
/// </summary>
internal static class OnnxDenseLowering
{
    /// <summary>The model; null when the graph does anything that such a chain doesn't.</summary>
    /// <param name="import">What was read.</param>
    /// <param name="featureCount">The number of features of the model.</param>
    /// <param name="results">What the model gives.</param>
    /// <param name="info">The model's description.</param>
    public static IRiskModel? Lower(OnnxImport import, int featureCount, OnnxResults results, ModelInfo info)
    {
        if (results.Scores is not [{ Value.Type: ElementType.Single } output])
        {
            return null;
        }

        DenseChain? chain = DenseChainReader.Read(GraphPlan.Prune(import.Builder.Operators, [output.Value]), featureCount, output);
        if (chain is null || Rule(chain, import, results) is not { } rule)
        {
            return null;
        }

        info = info with { LabelRule = rule.Rule, Labels = rule.Labels };
        IRiskModel? model = chain.Layers.Count == 1 && (DenseChain.IsLink(chain.Layers[0].Activation) || chain.Link is not null)
            ? Linear(chain, info)
            : Network(chain, info);
        return model is not null && model.Info.Task == info.Task && model.OutputCount == output.Count ? model : null;
    }

    private static LinearModel? Linear(DenseChain chain, ModelInfo info)
    {
        DenseStep layer = chain.Layers[0];
        var definition = new LinearModelDefinition
        {
            Weights = Scaled(layer, chain.Factors),
            Intercepts = [.. layer.Biases],
            Link = chain.Link ?? DenseChain.LinkOf(layer.Activation),
            Means = chain.Offsets is null ? null : [.. chain.Offsets],
            FillValues = chain.FillValues is null ? null : [.. chain.FillValues],
            FeatureNames = info.FeatureNames,
            Labels = info.Labels,
            Format = info.Format,
            FormatVersion = info.FormatVersion,
            LabelRule = info.LabelRule,
            Warnings = info.Warnings,
        };
        return LinearModelValidation.Check(definition).Count == 0 ? new LinearModel(definition) : null;
    }

    // A network has no values for missing features, and its last activation alone can be a link.
    private static NeuralNetwork? Network(DenseChain chain, ModelInfo info)
    {
        if (chain.FillValues is not null)
        {
            return null;
        }

        var definition = new NeuralNetworkDefinition
        {
            Layers = [.. chain.Layers.Select((layer, i) => layer.Define(i == chain.Layers.Count - 1 ? chain.Link : null))],
            InputOffsets = chain.Offsets is null && chain.Factors is null ? null : [.. (chain.Offsets ?? new float[chain.FeatureCount])],
            InputFactors = chain.Factors,
            FeatureNames = info.FeatureNames,
            Labels = info.Labels,
            Format = info.Format,
            FormatVersion = info.FormatVersion,
            LabelRule = info.LabelRule,
            Warnings = info.Warnings,
        };
        return NeuralNetworkValidation.Check(definition).Count == 0 ? new NeuralNetwork(definition) : null;
    }

    private static double[] Scaled(DenseStep layer, float[]? factors)
    {
        double[] weights = [.. layer.Weights];
        for (int i = 0; factors is not null && i < weights.Length; i++)
        {
            weights[i] *= factors[i % layer.Inputs];
        }

        return weights;
    }

    // The label is the classifier's own, or the largest of the probabilities looked up in a list.
    private static (LabelRule Rule, IReadOnlyList<string> Labels)? Rule(DenseChain chain, OnnxImport import, OnnxResults results)
    {
        LabelRule largest = chain.MarginCount == 1 ? LabelRule.MarginAboveZero : LabelRule.LargestMargin;
        if (results.Label is not { } label)
        {
            return (LabelRule.None, results.Labels);
        }

        if (chain.Label is { } own)
        {
            return label.Buffer == own.Buffer && results.Labels.Count == chain.ClassCount ? (largest, results.Labels) : null;
        }

        string[]? names = chain.Classes is { } classes
            ? OnnxLabelChain.Read(GraphPlan.Prune(import.Builder.Operators, [label]), classes, chain.ClassCount, import.Builder.Texts)
            : null;
        return names is null ? null : (largest, names);
    }
}
