using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Risk.Events;
using Risk.Rules;

namespace Risk.Benchmarks.Rules;

/// <summary>From source to an evaluator, in a process that has done it before. What a first load takes tells <c>Risk.Benchmarks rules-cold</c>.</summary>
[MemoryDiagnoser]
[BenchmarkCategory("Rules")]
public class RuleLoadBenchmarks
{
    private EventSchema _schema = null!;
    private string _source = "";

    [Params(10, 200, 1_000, 10_000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        RuleWorkload workload = RuleWorkload.Load(10);
        _schema = workload.Schema;
        _source = RuleWorkload.Source(Rules, workload.Schema, workload.Events);
    }

    [Benchmark(Baseline = true)]
    public RuleSet Parse() => RuleSet.Parse(_source, _schema, RuleWorkload.Options);

    [Benchmark]
    public RuleEvaluator ParseAndPlan() => RuleSet.Parse(_source, _schema, RuleWorkload.Options).CreateEvaluator();
}
