using BenchmarkDotNet.Attributes;

namespace Risk.Benchmarks.Models;

/// <summary>16, 64 and 1,000 rows in one call, against a call for each; times are for the whole batch. 2,048 distinct rows in rotation.</summary>
[MemoryDiagnoser]
[BenchmarkCategory("Models")]
public class TreeBatchBenchmarks
{
    private readonly float[] _outputs = new float[TreeRows.Count];
    private TreeWorkload _workload = null!;
    private int _next;

    [Params("m100x31", "m500x64", "m1000x255", "x100d6", "x500d6")]
    public string Model { get; set; } = "m100x31";

    [Params(16, 64, 1_000)]
    public int Rows { get; set; } = 16;

    /// <summary>Loads the model and checks it against its twin.</summary>
    [GlobalSetup]
    public void Setup() => _workload = TreeWorkload.Create(Model);

    [Benchmark(Baseline = true)]
    public float Batch()
    {
        _workload.Model.PredictBatch(Next(), _outputs.AsSpan(0, Rows));
        return _outputs[0];
    }

    [Benchmark]
    public float RowByRow()
    {
        ReadOnlySpan<float> rows = Next();
        int features = _workload.Model.FeatureCount;
        for (int row = 0; row < Rows; row++)
        {
            _workload.Model.Predict(rows.Slice(row * features, features), _outputs.AsSpan(row, 1));
        }

        return _outputs[0];
    }

    private ReadOnlySpan<float> Next()
    {
        int features = _workload.Model.FeatureCount;
        _next = _next + Rows > TreeRows.Count ? 0 : _next;
        ReadOnlySpan<float> rows = _workload.Rows.AsSpan(_next * features, Rows * features);
        _next += Rows;
        return rows;
    }
}
