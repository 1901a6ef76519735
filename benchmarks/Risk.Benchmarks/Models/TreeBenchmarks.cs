using BenchmarkDotNet.Attributes;

namespace Risk.Benchmarks.Models;

/// <summary>
/// One row by five ensembles: 2,048 distinct rows in rotation, against nodes as objects, LightGBM, libxgboost and ONNX Runtime, which all must agree with the
/// model on every row before anything is timed. A peer that isn't on the machine, or can't read the model, is reported as missing.
/// </summary>
[MemoryDiagnoser]
[BenchmarkCategory("Models")]
public class TreeBenchmarks
{
    private readonly float[] _output = new float[1];
    private TreeWorkload _workload = null!;
    private LightGbmPeer? _lightGbm;
    private XGBoostPeer? _xgboost;
#if RISK_ONNX
    private OnnxModel? _onnx;
#endif
    private int _next;

    [Params("m100x31", "m500x64", "m1000x255", "x100d6", "x500d6")]
    public string Model { get; set; } = "m100x31";

    /// <summary>Loads the model and checks it against its twin.</summary>
    [GlobalSetup(Targets = [nameof(RiskCore), nameof(Naive)])]
    public void Setup() => _workload = TreeWorkload.Create(Model);

    /// <summary>Loads the model into LightGBM and checks that it agrees.</summary>
    [GlobalSetup(Target = nameof(LightGbm))]
    public void SetupLightGbm()
    {
        Setup();
        if (Model[0] != 'm')
            throw new NotSupportedException($"Skipped: {Model} is no LightGBM model.");

        byte[] text = Model == "m1000x255" ? LightGbmText.Write(_workload.Model.Definition) : TreeWorkload.Unpack(Model + ".txt.gz");
        _lightGbm = LightGbmPeer.TryCreate(text, _workload.Model.FeatureCount)
            ?? throw new NotSupportedException("Skipped: LightGBM's package has no library for this machine.");
        _workload.Check((row, output) => output[0] = _lightGbm.Predict(row), "LightGBM");
    }

    /// <summary>Loads the model into libxgboost and checks that it agrees.</summary>
    [GlobalSetup(Target = nameof(LibXGBoost))]
    public void SetupXGBoost()
    {
        Setup();
        if (Model[0] != 'x')
            throw new NotSupportedException($"Skipped: {Model} is no XGBoost model.");

        _xgboost = XGBoostPeer.TryCreate(TreeWorkload.Unpack(Model + ".json.gz"), _workload.Model.FeatureCount)
            ?? throw new NotSupportedException("Skipped: there is no libxgboost on this machine (Debian: libxgboost0).");
        _workload.Check((row, output) => output[0] = _xgboost.Predict(row), "libxgboost");
    }

    /// <summary>Loads the model into ONNX Runtime and checks that it agrees.</summary>
    [GlobalSetup(Target = nameof(OnnxRuntime))]
    public void SetupOnnxRuntime()
    {
        Setup();
        if (Model is not ("m100x31" or "m500x64"))
            throw new NotSupportedException($"Skipped: {Model} has no ONNX file.");
#if RISK_ONNX
        _onnx = OnnxModel.Load(TreeWorkload.Unpack(Model + ".onnx.gz"));
        _workload.Check(
            (row, output) =>
            {
                // The file's output is the margin, added up in float32.
                _onnx.Predict(row, output);
                output[0] = 1 / (1 + MathF.Exp(-output[0]));
            },
            "ONNX Runtime",
            tolerance: 1e-5);
#else
        throw new NotSupportedException("Skipped: there is no ONNX Runtime on this machine.");
#endif
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _lightGbm?.Dispose();
        _xgboost?.Dispose();
#if RISK_ONNX
        _onnx?.Dispose();
#endif
    }

    [Benchmark(Baseline = true)]
    public float RiskCore()
    {
        _workload.Model.Predict(_workload.Row(_next++), _output);
        return _output[0];
    }

    [Benchmark]
    public float Naive() => _workload.Naive.Predict(_workload.Row(_next++));

    /// <summary>LGBM_BoosterPredictForMatSingleRowFast, on one thread.</summary>
    [Benchmark]
    public float LightGbm() => _lightGbm!.Predict(_workload.Row(_next++));

    /// <summary>XGBoosterPredictFromDense of one row, on one thread.</summary>
    [Benchmark]
    public float LibXGBoost() => _xgboost!.Predict(_workload.Row(_next++));

    /// <summary>Bound buffers, one thread.</summary>
    [Benchmark]
    public float OnnxRuntime()
    {
#if RISK_ONNX
        _onnx!.Predict(_workload.Row(_next++), _output);
#endif
        return _output[0];
    }
}
