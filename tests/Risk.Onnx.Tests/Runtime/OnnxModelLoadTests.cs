using Risk.Events;
using Risk.Models;

namespace Risk.Onnx.Tests.Runtime;

/// <summary>Which reader takes a file, and what is refused at load with all problems together.</summary>
public sealed class OnnxModelLoadTests : IDisposable
{
    private const int Rows = Graphs.Rows;

    private readonly string _folder = Directory.CreateTempSubdirectory("risk-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_native_reader_comes_first()
    {
        List<OnnxChoice> choices = [];
        var options = new ModelLoadOptions { Onnx = new OnnxRuntimeReader { Chosen = choices.Add } };
        IRiskModel native = RiskModel.Load(Graphs.Logistic().ToBytes(), "logistic.onnx", options);
        Assert.IsNotType<OnnxModel>(native);
        using var model = Assert.IsType<OnnxModel>(RiskModel.Load(Graphs.Sine().ToBytes(), "sine.onnx", options));
        Assert.Contains("RM045", model.Info.EngineReason, StringComparison.Ordinal);
        Assert.Equal([true, false], choices.Select(static choice => choice.IsNative));
        Assert.Equal("logistic.onnx: native reader, because it reads everything the file uses", choices[0].ToString());
        Assert.StartsWith("sine.onnx: ONNX Runtime, because the native reader can't take the file: RM045", choices[1].ToString(), StringComparison.Ordinal);
        Assert.Equal("RM045", choices[1].Refusals[0].Code);
    }

    [Fact]
    public void A_switch_forces_either()
    {
        var native = new ModelLoadOptions { Onnx = new OnnxRuntimeReader(preference: OnnxPreference.NativeOnly) };
        var runtime = new ModelLoadOptions { Onnx = new OnnxRuntimeReader(preference: OnnxPreference.RuntimeOnly) };
        Assert.IsNotType<OnnxModel>(RiskModel.Load(Graphs.Logistic().ToBytes(), options: native));
        Assert.Throws<RiskFormatException>(() => RiskModel.Load(Graphs.Sine().ToBytes(), options: native));
        Assert.IsType<OnnxModel>(RiskModel.Load(Graphs.Logistic().ToBytes(), options: runtime)).Dispose();
    }

    [Fact]
    public void Other_formats_are_read_as_ever()
    {
        const string Coefficients = """{"weights":[1,2],"intercept":0.5}""";
        var options = new ModelLoadOptions { Onnx = new OnnxRuntimeReader() };
        bool loaded = RiskModel.TryLoad(System.Text.Encoding.UTF8.GetBytes(Coefficients), "lr.json", out _, out IReadOnlyList<RiskDiagnostic> problems, options);
        Assert.Equal(loaded, RiskModel.TryLoad(System.Text.Encoding.UTF8.GetBytes(Coefficients), "lr.json", out _, out IReadOnlyList<RiskDiagnostic> same));
        Assert.Equal(same, problems);
    }

    [Fact]
    public void A_scorer_takes_either()
    {
        using OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes());
        EventSchema schema = new EventSchema([new("a", AttributeKind.Number), new("b", AttributeKind.Number), new("c", AttributeKind.Number)]);
        FeaturePipeline pipeline = FeaturePipeline.Build(schema, builder => builder.AddNumbers("a", "b", "c"));
        RiskScorer<JsonEvent> scorer = RiskScorer.For(new JsonEventReader(schema)).UsePipeline(pipeline).UseModel(model).UsePolicy(policy => policy.Block(50)).Build();
        RiskDecision decision = scorer.Score(new JsonEvent("""{"a":4,"b":0,"c":1}"""u8.ToArray()));
        Assert.Equal(RiskAction.Block, decision.Action);
        Assert.Equal(DecisionFlags.None, decision.Flags);
    }

    [Fact]
    public void A_damaged_file_is_refused_in_words()
    {
        byte[] file = Graphs.Logistic().ToBytes();
        foreach (int length in (int[])[file.Length - 1, file.Length / 2, 20])
        {
            RiskFormatException problem = Assert.Throws<RiskFormatException>(() => OnnxModel.Load(file.AsMemory(0, length), "cut.onnx"));
            Assert.All(problem.Diagnostics, static diagnostic => Assert.StartsWith("RM08", diagnostic.Code, StringComparison.Ordinal));
            Assert.All(problem.Diagnostics, static diagnostic => Assert.Equal("cut.onnx", diagnostic.File));
        }
    }

    [Fact]
    public void Mutated_files_load_or_are_refused()
    {
        Random random = new(5);
        byte[][] files = [Graphs.ZipMap(texts: true).ToBytes(), Graphs.Logistic().ToBytes(), Graphs.WithExternalData("w.bin")];
        for (int i = 0; i < (LongTests.Enabled ? 20_000 : 300); i++)
        {
            byte[] mutated = FileMutator.Mutate(files[i % files.Length], random);
            try
            {
                using OnnxModel model = OnnxModel.Load(mutated, "mutated.onnx");
                model.Predict(new float[model.FeatureCount], new float[model.OutputCount]);
            }
            catch (RiskFormatException)
            {
            }
        }
    }

    [Fact]
    public void Problems_come_together()
    {
        OnnxFile file = new OnnxFile().InputOf(OnnxTensor.Text, "t", Rows, 1).Input("x", Rows, Rows).Input("z", Rows, 2)
            .Node("Add", "x z", "y").Node("Identity", "t", "u").Output("y", Rows, 2).OutputOf(OnnxTensor.Text, "u", Rows, 1);
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => OnnxModel.Load(
            file.ToBytes(),
            "a.onnx",
            new OnnxModelOptions { ProbabilityOutput = "probability", InputColumns = new Dictionary<string, int> { ["w"] = 3 } }));
        Assert.Equal(["RM081", "RM081", "RM086", "RM086"], problem.Diagnostics.Select(static diagnostic => diagnostic.Code).Order());
        Assert.Contains(problem.Diagnostics, static diagnostic => diagnostic.Message.Contains("'x'", StringComparison.Ordinal));
        Assert.Contains(problem.Diagnostics, static diagnostic => diagnostic.Message.Contains("'t'", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_left_open_can_be_told()
    {
        byte[] file = new OnnxFile().Input("x", Rows, Rows).Node("Sin", "x", "y").Output("y", Rows, Rows).ToBytes();
        Assert.Equal("RM081", Assert.Throws<RiskFormatException>(() => OnnxModel.Load(file)).Diagnostics[0].Code);
        using OnnxModel model = OnnxModel.Load(file, options: new OnnxModelOptions { InputColumns = new Dictionary<string, int> { ["x"] = 5 } });
        Assert.Equal(5, model.FeatureCount);

        // Operators that take a definite number of columns tell it, as with the native reader.
        byte[] gemm = new OnnxFile().Input("x", Rows, Rows).Constant("w", OnnxTensor.Of([1f, 2, 3], 3, 1)).Node("MatMul", "x w", "y").Output("y", Rows, 1).ToBytes();
        using OnnxModel told = OnnxModel.Load(gemm);
        Assert.Equal(3, told.FeatureCount);
    }

    [Fact]
    public void A_pipeline_that_does_not_fit_is_refused()
    {
        EventSchema schema = new EventSchema([new("a", AttributeKind.Number), new("b", AttributeKind.Number), new("c", AttributeKind.Number)]);
        var options = new OnnxModelOptions { Pipeline = FeaturePipeline.Build(schema, builder => builder.AddNumbers("b", "a")) };
        Assert.Equal("RM083", Assert.Throws<RiskFormatException>(() => OnnxModel.Load(Graphs.Logistic().ToBytes(), options: options)).Diagnostics[0].Code);

        OnnxFile named = new OnnxFile().Input("a", Rows, 1).Input("b", Rows, 1).Node("Add", "a b", "y").Output("y", Rows, 1);
        RiskFormatException order = Assert.Throws<RiskFormatException>(() => OnnxModel.Load(named.ToBytes(), options: options));
        Assert.Equal(["RM083", "RM083"], order.Diagnostics.Select(static diagnostic => diagnostic.Code));
        using OnnxModel fits = OnnxModel.Load(named.ToBytes(), options: options with { Pipeline = FeaturePipeline.Build(schema, builder => builder.AddNumbers("a", "b")) });
        Assert.Equal(["a", "b"], fits.Info.FeatureNames);
    }

    [Fact]
    public void A_provider_that_is_missing_is_an_error_or_a_warning()
    {
        var options = new OnnxModelOptions { ExecutionProviders = [new OnnxExecutionProvider("Abacus"), new OnnxExecutionProvider("CPU")] };
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => OnnxModel.Load(Graphs.Logistic().ToBytes(), options: options));
        Assert.Equal("RM084", Assert.Single(problem.Diagnostics).Code);
        Assert.Contains("CPUExecutionProvider", problem.Message, StringComparison.Ordinal);
        using OnnxModel model = OnnxModel.Load(
            Graphs.Logistic().ToBytes(), options: options with { ExecutionProviders = [new OnnxExecutionProvider("Abacus") { IsRequired = false }] });
        Assert.Equal("RM084", Assert.Single(model.Info.Warnings).Code);
    }

    [Fact]
    public void Data_in_other_files_is_refused_unless_allowed()
    {
        string path = Path.Combine(_folder, "m.onnx");
        File.WriteAllBytes(path, Graphs.WithExternalData("w.bin"));
        byte[] weights = new byte[2 * sizeof(float)];
        BitConverter.TryWriteBytes(weights, 3f);
        BitConverter.TryWriteBytes(weights.AsSpan(4), 5f);
        Assert.Equal("RM043", Assert.Throws<RiskFormatException>(() => OnnxModel.Load(path)).Diagnostics[0].Code);

        var allowed = new OnnxModelOptions { AllowExternalData = true };
        Assert.Contains("is not beside the model", Assert.Throws<RiskFormatException>(() => OnnxModel.Load(path, allowed)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(_folder, "w.bin"), weights);
        using OnnxModel model = OnnxModel.Load(path, allowed);
        float[] outputs = new float[2];
        model.Predict([2, 2], outputs);
        Assert.Equal([6, 10], outputs);
        using OnnxModel fromMemory = OnnxModel.Load(File.ReadAllBytes(path), options: allowed with { ExternalDataFolder = _folder });
        Assert.Contains("no folder", Assert.Throws<RiskFormatException>(() => OnnxModel.Load(File.ReadAllBytes(path), options: allowed)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../w.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../w.bin")]
    public void Data_outside_the_folder_is_refused(string location)
    {
        string path = Path.Combine(_folder, "m.onnx");
        File.WriteAllBytes(path, Graphs.WithExternalData(location));
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => OnnxModel.Load(path, new OnnxModelOptions { AllowExternalData = true }));
        Assert.Contains("leads out", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_does_not_take_zeros_takes_a_trial_row()
    {
        OnnxFile file = new OnnxFile().InputOf(OnnxTensor.Int64, "x", Rows, 1)
            .Node(Graphs.Ml + "OneHotEncoder", "x", "h", ("cats_int64s", new long[] { 4, 5 }), ("zeros", 0)).Node("Flatten", "h", "y").Output("y", Rows, Rows);
        using OnnxModel untried = OnnxModel.Load(file.ToBytes());
        Assert.Equal("RM085", Assert.Single(untried.Info.Warnings).Code);
        using OnnxModel model = OnnxModel.Load(file.ToBytes(), options: new OnnxModelOptions { TrialRow = [5] });
        Assert.Empty(model.Info.Warnings);
        Assert.Equal(untried.OutputCount, model.OutputCount);
        float[] outputs = new float[2];
        untried.Predict([5], outputs);
        Assert.Equal([0, 1], outputs);
    }
}
