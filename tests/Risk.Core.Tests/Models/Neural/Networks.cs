using Risk.Models.Neural;

namespace Risk.Core.Tests.Models.Neural;

/// <summary>Seeded networks and rows.</summary>
internal static class Networks
{
    public static DenseLayerDefinition Layer(Random random, int inputs, int outputs, Activation activation, float alpha = 0.25f) => new()
    {
        Weights = Array.ConvertAll(Numbers(random, inputs * outputs), x => x / MathF.Sqrt(inputs)),
        Biases = Numbers(random, outputs),
        Activation = activation,
        Alpha = alpha,
    };

    public static float[] Numbers(Random random, int count)
    {
        float[] numbers = new float[count];
        foreach (ref float number in numbers.AsSpan())
        {
            number = (float)((random.NextDouble() * 4) - 2);
        }

        return numbers;
    }
}
