using Risk.Models.Neural;

namespace Risk.Core.Tests.Models.Neural;

/// <summary>The obvious evaluation in float64, and the law of the fixed order in float32.</summary>
internal static class NaiveNetwork
{
    /// <summary>The last layer's sums, in float64.</summary>
    public static double[] Sums(NeuralNetworkDefinition definition, float[] row)
    {
        double[] values = Array.ConvertAll(row, x => (double)x);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (values[i] - (definition.InputOffsets?[i] ?? 0)) * (definition.InputFactors?[i] ?? 1);
        }

        foreach (DenseLayerDefinition layer in definition.Layers)
        {
            double[] sums = new double[layer.OutputCount];
            for (int o = 0; o < sums.Length; o++)
            {
                sums[o] = layer.Biases[o];
                for (int i = 0; i < values.Length; i++)
                {
                    sums[o] += (double)layer.Weights[(o * values.Length) + i] * values[i];
                }
            }

            bool isLink = layer == definition.Layers[^1] && layer.Activation is Activation.Sigmoid or Activation.Softmax;
            values = layer == definition.Layers[^1] && isLink ? sums : Array.ConvertAll(sums, x => Activate(layer, x));
        }

        return values;
    }

    /// <summary>One layer's sums, in the order that the kernel documents.</summary>
    public static float[] LayerInOrder(DenseLayerDefinition layer, float[] inputs)
    {
        float[] outputs = new float[layer.OutputCount];
        for (int o = 0; o < outputs.Length; o++)
        {
            float[] sums = [layer.Biases[o], 0, 0, 0];
            for (int i = 0; i < inputs.Length; i++)
            {
                sums[i % 4] = MathF.FusedMultiplyAdd(inputs[i], layer.Weights[(o * inputs.Length) + i], sums[i % 4]);
            }

            outputs[o] = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        }

        return outputs;
    }

    private static double Activate(DenseLayerDefinition layer, double x) => layer.Activation switch
    {
        Activation.Relu => x < 0 ? 0 : x,
        Activation.LeakyRelu => x < 0 ? layer.Alpha * x : x,
        Activation.Elu => x < 0 ? layer.Alpha * (Math.Exp(x) - 1) : x,
        Activation.Tanh => Math.Tanh(x),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        _ => x,
    };
}
