using BenchmarkDotNet.Attributes;
using Risk.Rules.Planning;

namespace Risk.Benchmarks.Rules;

/// <summary>
/// All rules on one event, all matches wanted, over 2,000 events in turn. The library finds the undetermined rules too; the
/// others only what matches, from fields that are typed and filled already.
/// </summary>
[MemoryDiagnoser]
[BenchmarkCategory("Rules")]
public class RuleBenchmarks
{
    private RuleContender _planned = null!;
    private RuleContender _reference = null!;
    private IHandWrittenRules _handWritten = null!;
    private ulong[] _matched = [];
    private int _events;
    private int _next;

    [Params(10, 50, 200, 1_000, 10_000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        RuleWorkload workload = RuleWorkload.Load(Rules);
        _events = workload.Events.Count;
        _planned = new RuleContender(workload);
        _reference = new RuleContender(workload, RuleStrategies.Reference);
        _handWritten = HandWrittenRules.Compile(workload);
        _handWritten.Use(CompiledLambdas.Compile(workload, _handWritten.RecordType));
        _matched = new ulong[_planned.Matched.Length];
        for (int i = 0; i < _events; i++)
        {
            _reference.FromRows();
            _planned.FromCodes();
            AssertSame(_planned.Matched, i);
            _handWritten.Evaluate(i, _matched);
            AssertSame(_matched, i);
            _handWritten.EvaluateDelegates(i, _matched);
            AssertSame(_matched, i);
        }

        _planned.Restart();
        _reference.Restart();
        for (int i = 0; i < _events; i++)
        {
            _reference.FromRows();
            _planned.FromTexts();
            AssertSame(_planned.Matched, i);
        }
    }

    [Benchmark(Baseline = true)]
    public void HandWrittenCSharp() => _handWritten.Evaluate(Next(), _matched);

    [Benchmark]
    public void CompiledExpressions() => _handWritten.EvaluateDelegates(Next(), _matched);

    [Benchmark]
    public void Reference() => _reference.FromRows();

    /// <summary>From values whose texts have codes; includes a copy of the values that the rules read into the row.</summary>
    [Benchmark]
    public void PlannedFromCodes() => _planned.FromCodes();

    /// <summary>From raw values: the texts are looked up in the same call.</summary>
    [Benchmark]
    public void PlannedFromTexts() => _planned.FromTexts();

    private int Next()
    {
        int next = _next;
        _next = next + 1 == _events ? 0 : next + 1;
        return next;
    }

    private void AssertSame(ulong[] matched, int index)
    {
        if (!matched.AsSpan().SequenceEqual(_reference.Matched))
        {
            throw new InvalidOperationException($"Event {index + 1} is decided differently.");
        }
    }
}
