using Risk.Internals.Numerics;
using Risk.Models;
using Risk.Models.Neural;

namespace Risk.Core.Tests.Models.Neural;

public class NeuralNetworkTests
{
    // float32 sums of at most a hundred terms of size 1.
    private const double SumTolerance = 5e-6;

    public static TheoryData<Activation> Hidden => [Activation.Identity, Activation.Relu, Activation.LeakyRelu, Activation.Elu, Activation.Tanh, Activation.Sigmoid];

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Margins_are_those_of_the_naive_network(Activation activation)
    {
        var random = new Random(63);
        var definition = new NeuralNetworkDefinition
        {
            Layers = [Networks.Layer(random, 30, 64, activation), Networks.Layer(random, 64, 17, activation), Networks.Layer(random, 17, 1, Activation.Sigmoid)],
            InputOffsets = Networks.Numbers(random, 30),
            InputFactors = Networks.Numbers(random, 30),
        };
        var network = new NeuralNetwork(definition);
        double[] margin = new double[1];
        float[] output = new float[1];
        for (int i = 0; i < 50; i++)
        {
            float[] row = Networks.Numbers(random, 30);
            network.PredictMargin(row, margin);
            Tolerance.AssertWithin(NaiveNetwork.Sums(definition, row)[0], margin[0], SumTolerance, activation.ToString());
            network.Predict(row, output);
            Ulp.AssertBitEqual((float)DoubleMath.Sigmoid(margin[0]), output[0]);
        }
    }

    [Theory]
    [InlineData(Activation.Softmax, 3, LinkFunction.Softmax, ModelTask.MulticlassClassification)]
    [InlineData(Activation.Sigmoid, 4, LinkFunction.Sigmoid, ModelTask.MulticlassClassification)]
    [InlineData(Activation.Sigmoid, 1, LinkFunction.Sigmoid, ModelTask.BinaryClassification)]
    [InlineData(Activation.Relu, 2, LinkFunction.Identity, ModelTask.Regression)]
    public void The_last_activation_is_the_link(Activation activation, int outputs, LinkFunction link, ModelTask task)
    {
        var random = new Random(64);
        var definition = new NeuralNetworkDefinition { Layers = [Networks.Layer(random, 5, 8, Activation.Tanh), Networks.Layer(random, 8, outputs, activation)] };
        var network = new NeuralNetwork(definition);
        Assert.Equal(task, network.Info.Task);
        float[] row = Networks.Numbers(random, 5);
        double[] margins = new double[outputs];
        double[] linked = new double[outputs];
        double[] expected = new double[outputs];
        float[] predicted = new float[outputs];
        network.PredictMargin(row, margins);
        network.ApplyLink(margins, linked);
        network.Predict(row, predicted);
        LinkFunctions.Apply(link, 1, margins, expected);
        Ulp.AssertBitEqual(expected, linked);
        Ulp.AssertBitEqual(Array.ConvertAll(expected, x => (float)x), predicted);
        Tolerance.AssertWithin(NaiveNetwork.Sums(definition, row), margins, SumTolerance);
    }

    [Theory]
    [InlineData(7, 9, 3)]
    [InlineData(40, 700, 2)]
    public void Batches_give_the_bits_of_single_rows(int features, int hidden, int outputs)
    {
        const int Rows = 33;
        var random = new Random(65);
        var network = new NeuralNetwork(new NeuralNetworkDefinition
        {
            Layers = [Networks.Layer(random, features, hidden, Activation.Elu), Networks.Layer(random, hidden, outputs, Activation.Softmax)],
        });
        float[] rows = Networks.Numbers(random, Rows * features);
        float[] outputsOfAll = new float[Rows * outputs];
        double[] marginsOfAll = new double[Rows * outputs];
        network.PredictBatch(rows, outputsOfAll);
        network.PredictMarginBatch(rows, marginsOfAll);
        float[] output = new float[outputs];
        double[] margin = new double[outputs];
        for (int row = 0; row < Rows; row++)
        {
            float[] values = rows[(row * features)..((row + 1) * features)];
            network.Predict(values, output);
            Ulp.AssertBitEqual(output, outputsOfAll.AsSpan(row * outputs, outputs));
            network.PredictMargin(Array.ConvertAll(values, x => (double)x), margin);
            Ulp.AssertBitEqual(margin, marginsOfAll.AsSpan(row * outputs, outputs));
        }
    }

    [Theory]
    [MemberData(nameof(Hidden))]
    public void A_missing_feature_is_not_hidden(Activation activation)
    {
        var random = new Random(66);
        var network = new NeuralNetwork(new NeuralNetworkDefinition
        {
            Layers = [Networks.Layer(random, 3, 5, activation), Networks.Layer(random, 5, 1, Activation.Sigmoid)],
        });
        float[] output = new float[1];
        network.Predict([1, float.NaN, 2], output);
        Assert.True(float.IsNaN(output[0]));
    }

    [Fact]
    public void All_problems_of_a_definition_are_named_together()
    {
        var random = new Random(67);
        var definition = new NeuralNetworkDefinition
        {
            Layers =
            [
                Networks.Layer(random, 3, 4, Activation.Softmax),
                Networks.Layer(random, 5, 2, Activation.Relu, float.NaN),
                new DenseLayerDefinition { Weights = [1, 2, 3], Biases = [1, 2] },
            ],
            InputOffsets = [1],
            FeatureNames = ["a"],
        };
        string message = Assert.Throws<ArgumentException>(() => new NeuralNetwork(definition)).Message;
        foreach (string part in (string[])["Layers[0]: the activation", "Layers[1]: takes 5", "Layers[1]: a weight", "Layers[2]: 3 weights", "InputOffsets", "FeatureNames"])
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Wrong_lengths_are_programming_errors()
    {
        var network = new NeuralNetwork(new NeuralNetworkDefinition { Layers = [Networks.Layer(new Random(68), 3, 2, Activation.Relu)] });
        Assert.Throws<ArgumentException>(() => network.Predict(new float[2], new float[2]));
        Assert.Throws<ArgumentException>(() => network.Predict(new float[3], new float[1]));
        Assert.Throws<ArgumentException>(() => network.PredictBatch(new float[7], new float[4]));
        Assert.Throws<ArgumentException>(() => network.PredictMargin(new double[3], new double[3]));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(900)]
    public void Nothing_is_allocated(int hidden)
    {
        var random = new Random(69);
        var network = new NeuralNetwork(new NeuralNetworkDefinition
        {
            Layers = [Networks.Layer(random, 20, hidden, Activation.Tanh), Networks.Layer(random, hidden, 3, Activation.Softmax)],
            InputOffsets = Networks.Numbers(random, 20),
        });
        float[] rows = Networks.Numbers(random, 60);
        double[] wide = new double[20];
        float[] outputs = new float[9];
        double[] margins = new double[9];
        AllocationAssert.None(
            () =>
            {
                network.Predict(rows.AsSpan(0, 20), outputs.AsSpan(0, 3));
                network.PredictBatch(rows, outputs);
                network.PredictMargin(wide, margins.AsSpan(0, 3));
                network.PredictMarginBatch(rows, margins);
            },
            calls: 200,
            warmUp: 300);
    }
}
