using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Risk.Models.Linear;

namespace Risk.Benchmarks.Models;

/// <summary>
/// A logistic model against <see cref="TensorPrimitives"/>' dot product and one sigmoid. ONNX Runtime's side of it, and the small network, are in the Onnx category.
/// </summary>
[MemoryDiagnoser]
[BenchmarkCategory("Models")]
public class LogisticBenchmarks
{
    private const int Count = 2_048;
    private const double Tolerance = 1e-5;

    private readonly float[] _output = new float[1];
    private float[] _rows = [];
    private float[] _weights = [];
    private LinearModel _model = null!;
    private int _next;

    [Params(64, 256)]
    public int Features { get; set; } = 64;

    /// <summary>Makes the model and checks that both agree.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(3);
        _rows = [.. Enumerable.Range(0, Count * Features).Select(_ => (float)TreeRows.Normal(random))];
        _weights = [.. Enumerable.Range(0, Features).Select(_ => (float)(TreeRows.Normal(random) / 8))];
        _model = new LinearModel([.. _weights.Select(static weight => (double)weight)], -1);
        for (int i = 0; i < Count; i++)
        {
            float expected = DotAndSigmoid();
            _next--;
            if (!(Math.Abs(expected - RiskCore()) <= Tolerance))
                throw new InvalidOperationException($"Row {i} scores otherwise.");
        }
    }

    [Benchmark(Baseline = true)]
    public float RiskCore()
    {
        _model.Predict(Row(), _output);
        return _output[0];
    }

    [Benchmark]
    public float DotAndSigmoid() => 1 / (1 + MathF.Exp(1 - TensorPrimitives.Dot(Row(), _weights)));

    private ReadOnlySpan<float> Row() => _rows.AsSpan((_next++ & (Count - 1)) * Features, Features);
}
