using BenchmarkDotNet.Attributes;
using Risk.Events;
using Risk.Features;

namespace Risk.Benchmarks.Features;

/// <summary>
/// An event's attributes into its vector. The measurements fill the row first, from 2,048 different ones, so that the
/// row is in the cache as it is after an event was read: <see cref="FillingAlone"/> tells what that takes. Those that are
/// named prepared take the 2,048 rows as they lie in memory, so that nothing but vectorizing is measured.
/// </summary>
[MemoryDiagnoser]
[BenchmarkCategory("Features")]
public class FeatureVectorizerBenchmarks
{
    private const int BatchSize = 1000;

    private FeatureWorkload _ordered = null!;
    private FeatureWorkload _mixed = null!;
    private HandWrittenVectors _handWritten = null!;
    private AttributeRow[] _batch = [];
    private AttributeRow[] _mixedBatch = [];
    private float[] _features = [];
    private float[] _vectors = [];

    /// <summary>See <see cref="FeatureMix.Of"/>.</summary>
    [Params("16", "64", "256", "64 numbers", "64 categories")]
    public string Mix { get; set; } = "64";

    [GlobalSetup]
    public void Setup()
    {
        FeatureMix mix = FeatureMix.Of(Mix);
        _ordered = new FeatureWorkload(mix, isShuffled: false);
        _mixed = new FeatureWorkload(mix, isShuffled: true);
        _handWritten = new HandWrittenVectors(_ordered);
        _batch = _ordered.Rows[..BatchSize];
        _mixedBatch = _mixed.Rows[..BatchSize];
        _features = new float[mix.Values];
        _vectors = new float[BatchSize * mix.Values];
        float[] other = new float[mix.Values];
        foreach (AttributeRow row in _ordered.Rows)
        {
            _ordered.Vectorizer.Transform(row, _features);
            _handWritten.Transform(row, other);
            AssertSame(other, tolerance: 0);
            _ordered.Scalar.Transform(row, other);
            AssertSame(other, tolerance: 0);

            // The framework's logarithm is another one.
            ScalarLoops.Transform(_ordered, row, other);
            AssertSame(other, tolerance: 1e-6f);
        }
    }

    [Benchmark]
    public AttributeRow FillingAlone() => _ordered.Next();

    [Benchmark(Baseline = true)]
    public void ScalarLoop() => ScalarLoops.Transform(_ordered, _ordered.Next(), _features);

    [Benchmark]
    public void HandWritten() => _handWritten.Transform(_ordered.Next(), _features);

    [Benchmark]
    public DecisionFlags Pipeline() => _ordered.Vectorizer.Transform(_ordered.Next(), _features);

    [Benchmark]
    public void ScalarLoopPrepared() => ScalarLoops.Transform(_ordered, _ordered.NextPrepared(), _features);

    [Benchmark]
    public void HandWrittenPrepared() => _handWritten.Transform(_ordered.NextPrepared(), _features);

    [Benchmark]
    public DecisionFlags PipelinePrepared() => _ordered.Vectorizer.Transform(_ordered.NextPrepared(), _features);

    [Benchmark]
    public DecisionFlags PipelineInMixedOrder() => _mixed.Vectorizer.Transform(_mixed.Next(), _features);

    [Benchmark]
    public DecisionFlags PipelineByScalarCode() => _ordered.Scalar.Transform(_ordered.Next(), _features);

    /// <summary>1,000 rows that lie in memory, none of them touched just before.</summary>
    [Benchmark(OperationsPerInvoke = BatchSize)]
    public DecisionFlags Batch() => _ordered.Vectorizer.TransformBatch(_batch, _vectors);

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public DecisionFlags BatchInMixedOrder() => _mixed.Vectorizer.TransformBatch(_mixedBatch, _vectors);

    private void AssertSame(float[] other, float tolerance)
    {
        for (int i = 0; i < other.Length; i++)
        {
            if (Math.Abs(_features[i] - other[i]) > tolerance * Math.Abs(_features[i]))
            {
                throw new InvalidOperationException($"Value {i} is {_features[i]} and {other[i]}.");
            }
        }
    }
}
