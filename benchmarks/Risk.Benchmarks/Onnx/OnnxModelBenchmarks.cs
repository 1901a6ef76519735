#if RISK_ONNX
using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using Risk.Onnx;

namespace Risk.Benchmarks.Onnx;

/// <summary>
/// What <see cref="OnnxModel"/> adds to ONNX Runtime's own call: a bare RunWithBinding of buffers that were bound before, with the row copied in, by hand on one thread.
/// 2,048 distinct rows are rotated; the native reader scores the same file for comparison.
/// </summary>
[MemoryDiagnoser]
[BenchmarkCategory("Onnx")]
public class OnnxModelBenchmarks
{
    private const int Rows = 2_048;
    private const int Features = 64;
    private const double Tolerance = 1e-6;

    private readonly float[] _rows = new float[Rows * Features];
    private readonly float[] _outputs = new float[1];
    private readonly float[] _input = GC.AllocateArray<float>(Features, pinned: true);
    private readonly float[] _output = GC.AllocateArray<float>(1, pinned: true);
    private OnnxModel _model = null!;
    private OnnxModel _watched = null!;
    private IRiskModel _native = null!;
    private InferenceSession _session = null!;
    private OrtIoBinding _binding = null!;
    private RunOptions _run = null!;
    private OrtValue _inputValue = null!;
    private OrtValue _outputValue = null!;
    private int _next;

    /// <summary>A logistic model of 64 features, or a network 64-64-32-1.</summary>
    [Params("Logistic", "Network")]
    public string Kind { get; set; } = "Logistic";

    /// <summary>Loads the model in every way and checks that all agree.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Random random = new(3);
        for (int i = 0; i < _rows.Length; i++)
        {
            _rows[i] = (float)((random.NextDouble() * 4) - 2);
        }

        byte[] file = Kind == "Logistic" ? OnnxBytes.Network(Features, 1) : OnnxBytes.Network(Features, 64, 32, 1);
        _model = OnnxModel.Load(file);
        _watched = OnnxModel.Load(file, options: new OnnxModelOptions { Deadline = TimeSpan.FromMilliseconds(50) });
        _native = RiskModel.Load(file);
        Bind(file);
        for (int row = 0; row < Rows; row++)
        {
            float expected = BoundByHand();
            _next--;
            float actual = Model();
            _next--;
            if (expected != actual || Math.Abs(actual - Native()) > Tolerance)
            {
                throw new InvalidOperationException($"Row {row} scores otherwise.");
            }
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _model.Dispose();
        _watched.Dispose();
        _binding.Dispose();
        _inputValue.Dispose();
        _outputValue.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    /// <summary>The least that ONNX Runtime can be called with.</summary>
    [Benchmark(Baseline = true)]
    public float BoundByHand()
    {
        Row().CopyTo(_input);
        _session.RunWithBinding(_run, _binding);
        return _output[0];
    }

    [Benchmark]
    public float Model()
    {
        _model.Predict(Row(), _outputs);
        return _outputs[0];
    }

    [Benchmark]
    public float ModelWithDeadline()
    {
        _watched.Predict(Row(), _outputs);
        return _outputs[0];
    }

    [Benchmark]
    public float Native()
    {
        _native.Predict(Row(), _outputs);
        return _outputs[0];
    }

    private ReadOnlySpan<float> Row() => _rows.AsSpan((_next++ & (Rows - 1)) * Features, Features);

    private void Bind(byte[] file)
    {
        using var options = new SessionOptions { ExecutionMode = ExecutionMode.ORT_SEQUENTIAL, IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(file, options);
        _run = new RunOptions();
        _inputValue = OrtValue.CreateTensorValueFromMemory(_input, [1, Features]);
        _outputValue = OrtValue.CreateTensorValueFromMemory(_output, [1, 1]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput("x", _inputValue);
        _binding.BindOutput("probability", _outputValue);
    }
}
#endif
