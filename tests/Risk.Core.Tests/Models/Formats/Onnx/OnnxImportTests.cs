using Risk.Models;
using Risk.Models.Graph;

namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>What the reader makes of inputs, outputs and wiring, and what it says when it can't.</summary>
public class OnnxImportTests
{
    private const int Rows = OnnxSamples.Rows;
    private const string Ml = OnnxSamples.Ml;

    [Fact]
    public void A_scikit_learn_pipeline_scores_by_hand()
    {
        IRiskModel model = Load(OnnxSamples.LinearPipeline());
        Assert.Equal(ModelTask.BinaryClassification, model.Info.Task);
        Assert.Equal(["good", "bad"], model.Info.Labels);

        // Imputed to (3, 2, 3), scaled to (1, 0, 0): sums -0.75 and 0.75, whose sigmoids add up to one.
        Tolerance.AssertWithin(1 / (1 + Math.Exp(-0.75)), Predict(model, [3, float.NaN, 3])[0], 1e-7);
        Assert.Equal("bad", ModelLabels.Predict(model, [3, float.NaN, 3]));
        Assert.Equal("good", ModelLabels.Predict(model, [-3, 2, 3]));
    }

    [Fact]
    public void A_network_with_a_label_table_scores_by_hand()
    {
        IRiskModel model = Load(OnnxSamples.Network());

        // h1 = relu(1 + 2 + 0.1, -1 + 0.25, 0.5 - 0.5 - 0.1) = (3.1, 0, 0); a2 = 3.6.
        Tolerance.AssertWithin(1 / (1 + Math.Exp(-3.6)), Predict(model, [1, 1])[0], 1e-6);
        Assert.Equal("20", ModelLabels.Predict(model, [1, 1]));
        Assert.Equal("10", ModelLabels.Predict(model, [-1, 0]));
    }

    [Fact]
    public void Operators_may_come_in_any_order() => Assert.Equal(
        [-1f],
        Predict(Load(new OnnxFile().Input("x", Rows, 1).Node("Neg", "b", "y").Node("Abs", "a", "b").Node("Floor", "x", "a").Output("y", Rows, 1)), [-0.5f]));

    [Fact]
    public void Operators_that_no_output_needs_are_not_read() => Assert.Equal(
        [1f],
        Predict(Load(new OnnxFile().Input("x", Rows, 1).Node("Abs", "x", "y").Node("MadeUp", "x", "z").Output("y", Rows, 1)), [-1]));

    [Fact]
    public void Constants_may_be_listed_among_the_inputs() => Assert.Equal(
        [3f],
        Predict(Load(new OnnxFile().Input("x", Rows, 1).Input("c", 1).Constant("c", OnnxTensor.Of([2f], 1)).Node("Add", "x c", "y").Output("y", Rows, 1)), [1]));

    [Fact]
    public void Inputs_of_other_types_are_converted()
    {
        OnnxFile file = new OnnxFile().Input("a", Rows, 1).InputOf(OnnxTensor.Int64, "b", Rows, 2).InputOf(OnnxTensor.Bool, "c", Rows, 1)
            .Node("Cast", "b", "f", ("to", OnnxTensor.Float)).Node("Cast", "c", "g", ("to", OnnxTensor.Float)).Node("Concat", "a f g", "y", ("axis", 1)).Output("y", Rows, 4);
        IRiskModel model = Load(file);
        Assert.Equal(["a", "b[0]", "b[1]", "c"], model.Info.FeatureNames);
        Assert.Equal([0.5f, 1, -2, 1], Predict(model, [0.5f, 1.9f, -2.9f, 0.25f]));
    }

    [Fact]
    public void The_number_of_columns_is_found_when_the_file_leaves_it_open()
    {
        OnnxFile file = new OnnxFile().Input("x", Rows, Rows).Node("Identity", "x", "z").Node(Ml + "Scaler", "z", "y", ("offset", new float[3]), ("scale", new[] { 1f, 2, 3 })).Output("y", Rows, 3);
        IRiskModel model = Load(file);
        Assert.Equal(3, model.FeatureCount);
        Assert.Equal("RM054", Assert.Single(model.Info.Warnings).Code);
    }

    [Fact]
    public void A_file_for_a_single_row_may_say_so_in_its_shapes()
    {
        OnnxFile file = new OnnxFile().Input("x", 1, 4).Constant("s", OnnxTensor.Of([1L, 2, 2], 3)).Constant("t", OnnxTensor.Of([1L, 4], 2)).Node("Reshape", "x s", "r").Node("Reshape", "r t", "y").Output("y", 1, 4);
        Assert.Equal([1f, 2, 3, 4], Predict(Load(file), [1, 2, 3, 4]));
    }

    [Fact]
    public void Several_outputs_of_numbers_lie_side_by_side()
    {
        IRiskModel model = Load(new OnnxFile().Input("x", Rows, 2).Node("Neg", "x", "a").Node("Greater", "x a", "b").Output("a", Rows, 2).OutputOf(OnnxTensor.Bool, "b", Rows, 2));
        Assert.Equal(ModelTask.Regression, model.Info.Task);
        Assert.Equal([-1f, 2, 1, 0], Predict(model, [1, -2]));
    }

    [Fact]
    public void A_label_alone_is_a_class()
    {
        IRiskModel model = Load(new OnnxFile().Input("x", Rows, 3).Node("ArgMax", "x", "label", ("axis", 1), ("keepdims", 0)).OutputOf(OnnxTensor.Int64, "label", Rows));
        Assert.Equal(ModelTask.ClassLabel, model.Info.Task);
        Assert.Equal([2f], Predict(model, [1, 2, 3]));
        Assert.Equal("2", ModelLabels.Predict(model, [1, 2, 3]));
    }

    [Fact]
    public void Shapes_share_memory_and_space_is_used_again()
    {
        OnnxFile file = new OnnxFile().Input("x", Rows, 1_000);
        for (int i = 0; i < 20; i++)
        {
            file.Node(i % 2 == 0 ? "Tanh" : "Abs", i == 0 ? "x" : $"v{i - 1}", i == 19 ? "y" : $"v{i}");
        }

        var model = Assert.IsType<GraphModel>(Load(file.Output("y", Rows, 1_000)));
        Assert.InRange(model.Info.MemoryBytes, 4_000, 12_000);
    }

    [Theory]
    [InlineData("LSTM", "RM045", "the operator LSTM isn't read natively")]
    [InlineData("com.example.Magic", "RM045", "com.example.Magic")]
    [InlineData("ai.onnx.ml.SVMClassifier2", "RM045", "ai.onnx.ml.SVMClassifier2")]
    public void Unknown_operators_are_refused_by_name_with_advice(string name, string code, string message)
    {
        RiskDiagnostic problem = Problem(OnnxSamples.Unary(name, 2));
        Assert.Equal(code, problem.Code);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains("Risk.Onnx", problem.Suggestion, StringComparison.Ordinal);
        Assert.StartsWith("graph.node[0]", problem.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_reported_together()
    {
        OnnxFile file = new OnnxFile().Input("x", Rows, 2).Node("MadeUp", "x", "a").Node("Softmax", "x", "b", ("axis", 0)).Node("Add", "a b", "c").Node("Relu", "x", "d", ("slope", 1f))
            .Node("Sum", "c d missing", "y").Output("y", Rows, 2);
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => Load(file));
        Assert.Equal(["RM045", "RM049", "RM046", "RM047"], problem.Diagnostics.OrderBy(item => item.Path, StringComparer.Ordinal).Select(item => item.Code));
    }

    [Theory]
    [InlineData("Softmax", "axis", 0)]
    [InlineData("Flatten", "axis", 0)]
    [InlineData("ArgMax", "axis", 0)]
    [InlineData("ReduceMax", "keepdims", 1)]
    public void Operators_that_mix_rows_are_refused(string name, string attribute, int value) =>
        Assert.Equal("RM049", Problem(new OnnxFile().Input("x", Rows, 2).Node(name, "x", "z", (attribute, value)).Node("Cast", "z", "y", ("to", 1)).Output("y", Rows, 2)).Code);

    [Fact]
    public void Reshapes_that_mix_rows_are_refused()
    {
        foreach (long[] shape in (long[][])[[-1], [-1, 2], [1, 4], [2, -1], [4, 1]])
        {
            OnnxFile file = new OnnxFile().Input("x", Rows, 4).Constant("s", OnnxTensor.Of(shape, shape.Length)).Node("Reshape", "x s", "y").Output("y", Rows, 4);
            Assert.True(Problem(file).Code is "RM049" or "RM048");
        }
    }

    [Fact]
    public void A_constant_with_rows_of_its_own_does_not_go_with_rows() =>
        Assert.Equal("RM049", Problem(new OnnxFile().Input("x", Rows, 2).Constant("c", OnnxTensor.Of([1f, 2, 3, 4], 2, 2)).Node("Add", "x c", "y").Output("y", Rows, 2)).Code);

    [Fact]
    public void Cycles_are_refused() =>
        Assert.Contains("depends on itself", Problem(new OnnxFile().Input("x", Rows, 1).Node("Add", "x b", "a").Node("Abs", "a", "b").Node("Neg", "b", "y").Output("y", Rows, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Doubled_names_are_refused() =>
        Assert.Equal("RM047", Problem(new OnnxFile().Input("x", Rows, 1).Node("Abs", "x", "y").Node("Neg", "x", "y").Output("y", Rows, 1)).Code);

    [Fact]
    public void Texts_are_no_features()
    {
        RiskDiagnostic problem = Problem(new OnnxFile().InputOf(OnnxTensor.Text, "country", Rows, 1).Node("Identity", "country", "y").OutputOf(OnnxTensor.Text, "y", Rows, 1));
        Assert.Equal("RM050", problem.Code);
        Assert.Contains("'country' is of strings", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 3, "RM044")]
    [InlineData(99, 3, "RM044")]
    [InlineData(13, 9, "RM044")]
    public void Versions_that_are_not_known_are_refused(int opset, int machineLearning, string code) =>
        Assert.Equal(code, Problem(new OnnxFile(opset, machineLearning).Input("x", Rows, 1).Node("Abs", "x", "y").Output("y", Rows, 1)).Code);

    [Fact]
    public void External_data_is_refused_by_name()
    {
        byte[] tensor = [.. OnnxFile.Number(1, 2), .. OnnxFile.Number(2, 1), .. OnnxFile.Text(8, "weights"), .. OnnxFile.Message(13, [.. OnnxFile.Text(1, "location"), .. OnnxFile.Text(2, "model.bin")]), .. OnnxFile.Number(14, 1)];
        RiskDiagnostic problem = Problem(new OnnxFile().Input("x", Rows, 2).GraphField(OnnxFile.Message(5, tensor)).Node("Add", "x weights", "y").Output("y", Rows, 2));
        Assert.Equal("RM043", problem.Code);
        Assert.Contains("'weights'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 3 })]
    [InlineData(new long[] { 1_000_000_000, 1_000_000_000 })]
    [InlineData(new long[] { -1 })]
    [InlineData(new long[] { 2, 0 })]
    public void Tensors_whose_dimensions_lie_are_refused(long[] dimensions)
    {
        byte[] tensor = [.. dimensions.SelectMany(size => OnnxFile.Number(1, size)), .. OnnxFile.Number(2, 1), .. OnnxFile.Text(8, "c"), .. OnnxFile.Message(9, new byte[8])];
        RiskDiagnostic problem = Problem(new OnnxFile().Input("x", Rows, 2).GraphField(OnnxFile.Message(5, tensor)).Node("Add", "x c", "y").Output("y", Rows, 2));
        Assert.Equal("RM042", problem.Code);
        Assert.Equal("graph.initializer[0]", problem.Path);
    }

    [Fact]
    public void Values_beyond_all_reason_are_refused()
    {
        OnnxFile file = new OnnxFile().Input("x", Rows, 1_000).Constant("s", OnnxTensor.Of([-1L, 1_000, 1], 3)).Constant("t", OnnxTensor.Of([0L, 1, 1_000], 3))
            .Constant("big", OnnxTensor.Of([1L, 1_000, 10_000], 3)).Node("Reshape", "x s", "a").Node("Expand", "a big", "b").Node("Reshape", "b t", "y").Output("y", Rows, 1_000);
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => Load(file));
        Assert.Equal("RM053", problem.Diagnostics[0].Code);
    }

    [Fact]
    public void A_length_of_two_gibibytes_is_refused_with_its_place()
    {
        byte[] file = new OnnxFile().Input("x", Rows, 1).GraphField([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07]).ToBytes();
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => RiskModel.Load(file));
        RiskDiagnostic diagnostic = Assert.Single(problem.Diagnostics);
        Assert.Equal("RM040", diagnostic.Code);
        Assert.Contains("2147483647 bytes where", diagnostic.Message, StringComparison.Ordinal);
        Assert.StartsWith("graph", diagnostic.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_of_the_wrong_type_are_refused() =>
        Assert.Contains("'axis' isn't an integer", Problem(OnnxSamples.Unary("Softmax", 2, ("axis", "last"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Subgraphs_are_refused()
    {
        byte[] node = [.. OnnxFile.Text(1, "x"), .. OnnxFile.Text(2, "y"), .. OnnxFile.Text(4, "Relu"), .. OnnxFile.Message(5, [.. OnnxFile.Text(1, "body"), .. OnnxFile.Message(6, []), .. OnnxFile.Number(20, 5)])];
        Assert.Equal("RM045", Problem(new OnnxFile().Input("x", Rows, 1).GraphField(OnnxFile.Message(1, node)).Output("y", Rows, 1)).Code);
    }

    private static IRiskModel Load(OnnxFile file) => RiskModel.Load(file.ToBytes(), "test.onnx");

    private static RiskDiagnostic Problem(OnnxFile file) => Assert.Throws<RiskFormatException>(() => Load(file)).Diagnostics[0];

    private static float[] Predict(IRiskModel model, float[] row)
    {
        float[] outputs = new float[model.OutputCount];
        model.Predict(row, outputs);
        return outputs;
    }
}
