using BenchmarkDotNet.Attributes;
using Risk.Events;

namespace Risk.Benchmarks.EndToEnd;

/// <summary>
/// The whole decision as the design's targets name it: a payment of thirty attributes, eight windows, 64 features, 100 trees, 200 rules; and without windows a logistic
/// model, 50 rules. Taking the next payment, which every form does, is measured by itself.
/// </summary>
[MemoryDiagnoser]
[BenchmarkCategory("EndToEnd")]
public class DecisionBenchmarks
{
    private const int BatchSize = 256;

    private readonly DecisionPayments _payments = new(seed: 5);
    private readonly DecisionPayment[] _batch = new DecisionPayment[BatchSize];
    private readonly RiskDecision[] _decisions = new RiskDecision[BatchSize];
    private RiskScorer<DecisionPayment> _full = null!;
    private RiskScorer<JsonEvent> _fullJson = null!;
    private RiskScorer<DecisionPayment> _small = null!;
    private RiskScorer<JsonEvent> _smallJson = null!;

    /// <summary>Builds the scorers, fills their windows and checks that events and JSON are decided alike.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var json = new JsonEventReader(DecisionPayment.EventReader.Schema);
        DecisionWorkload full = DecisionWorkload.Full(json.Schema), small = DecisionWorkload.Small(json.Schema);
        (_full, _fullJson) = (full.Build(DecisionPayment.EventReader), full.Build(json));
        (_small, _smallJson) = (small.Build(DecisionPayment.EventReader), small.Build(json));
        DecisionPayments events = new(seed: 5), texts = new(seed: 5);
        for (int i = 0; i < 2 * DecisionPayments.Count; i++)
        {
            DecisionPayment payment = events.Next();
            JsonEvent text = texts.NextJson();
            Compare(_full.Score(in payment), _fullJson.Score(text));
            Compare(_small.Score(in payment), _smallJson.Score(text));
        }
    }

    /// <summary>What it costs to take the next payment.</summary>
    [Benchmark]
    public DecisionPayment NextPayment() => _payments.Next();

    /// <summary>Windows, trees and 200 rules.</summary>
    [Benchmark(Baseline = true)]
    public RiskDecision WithWindowsAndTrees() => _full.Score(_payments.Next());

    /// <summary>The same from UTF-8 JSON.</summary>
    [Benchmark]
    public RiskDecision WithWindowsAndTreesFromJson() => _fullJson.Score(_payments.NextJson());

    /// <summary>No windows, a logistic model with reasons, 50 rules.</summary>
    [Benchmark]
    public RiskDecision LogisticWithoutWindows() => _small.Score(_payments.Next());

    /// <summary>The same from UTF-8 JSON.</summary>
    [Benchmark]
    public RiskDecision LogisticWithoutWindowsFromJson() => _smallJson.Score(_payments.NextJson());

    /// <summary>Windows, trees and 200 rules, 256 payments in one call.</summary>
    [Benchmark(OperationsPerInvoke = BatchSize)]
    public RiskDecision WithWindowsAndTreesInBatches() => Together(_full);

    /// <summary>No windows, a logistic model with reasons, 50 rules, 256 payments in one call.</summary>
    [Benchmark(OperationsPerInvoke = BatchSize)]
    public RiskDecision LogisticWithoutWindowsInBatches() => Together(_small);

    private RiskDecision Together(RiskScorer<DecisionPayment> scorer)
    {
        for (int i = 0; i < BatchSize; i++)
        {
            _batch[i] = _payments.Next();
        }

        scorer.Score(_batch, _decisions);
        return _decisions[^1];
    }

    private static void Compare(in RiskDecision expected, in RiskDecision actual)
    {
        if (expected.Action != actual.Action || expected.Rule != actual.Rule || !expected.Probability.Equals(actual.Probability))
        {
            throw new InvalidOperationException($"Decided otherwise from JSON: {actual.Action} by {actual.Rule} at {actual.Probability}, not {expected.Action} by {expected.Rule} at {expected.Probability}.");
        }
    }
}
