using Risk.Models;
using Risk.Models.Graph;
using Risk.Models.Linear;
using Risk.Models.Neural;

namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>Chains of dense layers become linear models and networks that agree with the graph run operator by operator.</summary>
public class OnnxDenseLoweringTests
{
    // Sums run in another order, in double for linear models: what DESIGN section 6 allows between ONNX Runtime and a model.
    private const double Agreement = 1e-6;

    private const int Rows = OnnxSamples.Rows;
    private const string Ml = OnnxSamples.Ml;

    public static TheoryData<string> Chains() => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Chains))]
    public void Chains_agree_with_their_graphs(string name)
    {
        (Type type, OnnxFile file) = Files[name];
        IRiskModel model = RiskModel.Load(file.ToBytes());
        GraphModel graph = OnnxGraphs.Load(file.ToBytes());

        Assert.IsType(type, model);
        Assert.Equal(graph.Info.Task, model.Info.Task);
        Assert.Equal(graph.Info.FeatureNames, model.Info.FeatureNames);
        Assert.Equal(graph.Info.FormatVersion, model.Info.FormatVersion);
        Assert.Equal("onnx", model.Info.Format);
        Assert.Equal(ModelLabels.AreGivenBy(graph), ModelLabels.AreGivenBy(model));
        AssertAgree(graph, model, 400);
    }

    [Fact]
    public void What_is_no_chain_stays_a_graph()
    {
        OnnxFile[] graphs =
        [
            // Missing values are filled before a network, which has no values for them.
            Dense(Dense(new OnnxFile().Input("x", Rows, 3).Node(Ml + "Imputer", "x", "f", ("imputed_value_floats", new[] { 1f, 2, 3 }), ("replaced_value_float", float.NaN)), "f", "h", 3, 4)
                .Node("Relu", "h", "r"), "r", "y", 4, 1).Output("y", Rows, 1),

            // A layer that skips another.
            Dense(new OnnxFile().Input("x", Rows, 3), "x", "h", 3, 3).Node("Add", "h x", "s").Node("Sigmoid", "s", "y").Output("y", Rows, 3),

            // Two links.
            Dense(new OnnxFile().Input("x", Rows, 3), "x", "h", 3, 1).Node("Sigmoid", "h", "s").Node("Sigmoid", "s", "y").Output("y", Rows, 1),

            // One against all: the sigmoids are brought to the sum of one.
            new OnnxFile().Input("x", Rows, 2).Node(
                Ml + "LinearClassifier", "x", "label scores",
                ("coefficients", new[] { 1f, 2, 3, 4, 5, 6 }), ("intercepts", new[] { 0f, 0, 0 }), ("post_transform", "LOGISTIC"), ("classlabels_ints", new long[] { 0, 1, 2 }))
                .Node(Ml + "Normalizer", "scores", "y", ("norm", "L1")).Output("y", Rows, 3),

            // A label that the margin doesn't tell.
            Dense(new OnnxFile().Input("x", Rows, 3), "x", "h", 3, 1).Node("Sigmoid", "h", "y").Constant("c", OnnxTensor.Of([0.9f], 1)).Node("Greater", "y c", "l")
                .Node("Cast", "l", "label", ("to", OnnxTensor.Int64)).OutputOf(OnnxTensor.Int64, "label", Rows, 1).Output("y", Rows, 1),
        ];
        Assert.All(graphs, file => Assert.IsType<GraphModel>(RiskModel.Load(file.ToBytes())));
    }

    [Fact]
    public void A_lowered_logistic_explains_itself_and_tells_its_margin()
    {
        var model = Assert.IsType<LinearModel>(RiskModel.Load(Files["logistic pipeline of scikit-learn"].File.ToBytes()));
        double[] contributions = new double[3];
        double[] margin = new double[1];
        model.PredictMargin([3f, float.NaN, 2], margin);
        Assert.Equal(margin[0], model.Explain([3f, float.NaN, 2], 0, contributions) + contributions.Sum(), 1e-12);
        Assert.Equal(["good", "bad"], model.Info.Labels);
        Assert.Equal(LabelRule.MarginAboveZero, model.Info.LabelRule);
    }

    [SharedDataTheory("card-stream", "german-credit")]
    [InlineData("card-stream", "lr", typeof(LinearModel))]
    [InlineData("card-stream", "mlp_32_16", typeof(NeuralNetwork))]
    [InlineData("german-credit", "lr_onehot", typeof(LinearModel))]
    public void Models_of_the_data_sets_take_the_fast_form(string dataSet, string name, Type type)
    {
        ManifestModel model = Manifest.Read(dataSet).Model(name);
        CaseTable rows = CaseTable.Read(model.InputPath);
        foreach (ManifestFile file in model.Files.Where(static file => file.Format == "onnx"))
        {
            IRiskModel lowered = RiskModel.Load(file.Path);
            Assert.IsType(type, lowered);
            GraphModel graph = OnnxGraphs.Load(File.ReadAllBytes(file.Path));
            float[] expected = new float[graph.OutputCount];
            float[] actual = new float[graph.OutputCount];
            for (int row = 0; row < rows.RowCount; row++)
            {
                graph.Predict(rows.FloatRow(row), expected);
                lowered.Predict(rows.FloatRow(row), actual);
                Tolerance.AssertWithin(expected, actual, Agreement, $"row {row}");
            }
        }
    }

    private static readonly Dictionary<string, (Type Type, OnnxFile File)> Files = new()
    {
        ["logistic pipeline of scikit-learn"] = (typeof(LinearModel), OnnxSamples.LinearPipeline()),
        ["perceptron of scikit-learn"] = (typeof(NeuralNetwork), OnnxSamples.Network()),
        ["logistic of PyTorch"] = (typeof(LinearModel), Dense(new OnnxFile().Input("x", Rows, 7), "x", "h", 7, 1).Node("Sigmoid", "h", "y").Output("y", Rows, 1)),
        ["perceptron of PyTorch"] = (typeof(NeuralNetwork), Dense(
            Dense(Dense(new OnnxFile().Input("x", Rows, 20), "x", "a", 20, 33).Node("Relu", "a", "b"), "b", "c", 33, 17).Node("Tanh", "c", "d"), "d", "e", 17, 1)
            .Node("Sigmoid", "e", "y").Output("y", Rows, 1)),
        ["network with batch normalization"] = (typeof(NeuralNetwork), Dense(
            Dense(new OnnxFile().Input("x", Rows, 5), "x", "a", 5, 6).Constant("s", OnnxTensor.Of([1f, 2, 0.5f, -1, 1, 1.5f], 6)).Constant("m", OnnxTensor.Of([0.1f, 0, 1, -1, 0.5f, 0], 6))
                .Constant("v", OnnxTensor.Of([1f, 4, 0.25f, 1, 2, 9], 6)).Node("BatchNormalization", "a s m m v", "b").Node("LeakyRelu", "b", "c", ("alpha", 0.02f)), "c", "d", 6, 3)
            .Node("Elu", "d", "e").Constant("k", OnnxTensor.Of([0.3f, 0.2f, 0.1f, 1, 2, -1], 3, 2)).Node("MatMul", "e k", "f").Node("Softmax", "f", "y").Output("y", Rows, 2)),
        ["softmax of three"] = (typeof(LinearModel), Dense(new OnnxFile().Input("x", Rows, 4), "x", "h", 4, 3).Node("Softmax", "h", "y").Output("y", Rows, 3)),
        ["softmax of two with a label"] = (typeof(LinearModel), Dense(new OnnxFile().Input("x", Rows, 4), "x", "h", 4, 2).Node("Softmax", "h", "probabilities")
            .Node("ArgMax", "probabilities", "label", ("axis", 1), ("keepdims", 0)).OutputOf(OnnxTensor.Int64, "label", Rows).Output("probabilities", Rows, 2)),
        ["standardized in the graph"] = (typeof(LinearModel), Dense(
            new OnnxFile().Input("x", Rows, 3).Constant("m", OnnxTensor.Of([1f, -2, 0.5f], 3)).Constant("d", OnnxTensor.Of([2f, 0.5f, 3], 3)).Node("Sub", "x m", "c").Node("Div", "c d", "z"), "z", "h", 3, 1)
            .Node("Sigmoid", "h", "y").Output("y", Rows, 1)),
        ["standardized network"] = (typeof(NeuralNetwork), Dense(Dense(
            new OnnxFile().Input("x", Rows, 3).Constant("m", OnnxTensor.Of([1f, -2, 0.5f], 3)).Constant("d", OnnxTensor.Of([2f], 1)).Node("Add", "x m", "c").Node("Mul", "c d", "z"), "z", "a", 3, 9)
            .Node("Sigmoid", "a", "b"), "b", "h", 9, 2).Output("h", Rows, 2)),
        ["regression"] = (typeof(LinearModel), new OnnxFile().Input("x", Rows, 3)
            .Node(Ml + "LinearRegressor", "x", "y", ("coefficients", new[] { 1f, -2, 0.5f, 0.25f, 0, 3 }), ("intercepts", new[] { 0.5f, -1 }), ("targets", 2)).Output("y", Rows, 2)),
        ["classifier with one sum"] = (typeof(LinearModel), new OnnxFile().Input("x", Rows, 3).Node(
            Ml + "LinearClassifier", "x", "label scores",
            ("coefficients", new[] { 1f, -2, 0.5f }), ("intercepts", new[] { 0.5f }), ("post_transform", "LOGISTIC"), ("classlabels_ints", new long[] { 3, 4 }))
            .OutputOf(OnnxTensor.Int64, "label", Rows).Output("scores", Rows, 2)),
        ["multinomial classifier"] = (typeof(LinearModel), new OnnxFile().Input("x", Rows, 2).Node(
            Ml + "LinearClassifier", "x", "label scores",
            ("coefficients", new[] { 1f, -2, 0.5f, 0.25f, 0, 3 }), ("intercepts", new[] { 0.5f, 0, 1 }), ("post_transform", "SOFTMAX"), ("classlabels_strings", new[] { "a", "b", "c" }))
            .OutputOf(OnnxTensor.Text, "label", Rows).Output("scores", Rows, 3)),
    };

    private static OnnxFile Dense(OnnxFile file, string input, string output, int inputs, int outputs)
    {
        var random = new Random(inputs * 100 + outputs);
        float[] weights = [.. Enumerable.Range(0, inputs * outputs).Select(_ => (float)((random.NextDouble() * 2) - 1) / MathF.Sqrt(inputs))];
        float[] biases = [.. Enumerable.Range(0, outputs).Select(_ => (float)random.NextDouble() - 0.5f)];
        return file.Constant(output + "_w", OnnxTensor.Of(weights, outputs, inputs)).Constant(output + "_b", OnnxTensor.Of(biases, outputs))
            .Node("Gemm", $"{input} {output}_w {output}_b", output, ("transB", 1));
    }

    private static void AssertAgree(GraphModel graph, IRiskModel model, int rows)
    {
        var random = new Random(17);
        float[] row = new float[graph.FeatureCount];
        float[] expected = new float[graph.OutputCount];
        float[] actual = new float[graph.OutputCount];
        for (int i = 0; i < rows; i++)
        {
            for (int feature = 0; feature < row.Length; feature++)
            {
                row[feature] = (float)((random.NextDouble() * 6) - 3);
            }

            if (i % 20 == 19)
            {
                row[random.Next(row.Length)] = float.NaN;
            }

            graph.Predict(row, expected);
            model.Predict(row, actual);
            Tolerance.AssertWithin(expected, actual, Agreement * Math.Max(1, expected.Max(static value => float.IsNaN(value) ? 0 : Math.Abs(value))), $"row {i}");
            if (ModelLabels.AreGivenBy(graph) && !expected.Any(float.IsNaN))
            {
                Assert.Equal(ModelLabels.Predict(graph, row), ModelLabels.Predict(model, row));
            }
        }
    }
}
