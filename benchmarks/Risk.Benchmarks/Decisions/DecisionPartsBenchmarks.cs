using BenchmarkDotNet.Attributes;
using Risk.Benchmarks.EndToEnd;

namespace Risk.Benchmarks.Decisions;

/// <summary>
/// Where the time of a whole decision goes: the same payment taken further and further, so that the differences of neighbours are the parts and their sum is the whole.
/// </summary>
[MemoryDiagnoser]
[BenchmarkCategory("EndToEnd")]
public class DecisionPartsBenchmarks
{
    private DecisionParts _parts = null!;
    private DecisionPayments _payments = null!;
    private RiskScorer<DecisionPayment> _scorer = null!;

    /// <summary>Which of the two scorers of the design's targets.</summary>
    [Params(nameof(DecisionWorkload.Full), nameof(DecisionWorkload.Small))]
    public string Scorer { get; set; } = "";

    /// <summary>Builds the scorer and its parts, and fills the windows of both with the same payments.</summary>
    [GlobalSetup]
    public void Setup()
    {
        DecisionWorkload workload = Scorer == nameof(DecisionWorkload.Full)
            ? DecisionWorkload.Full(DecisionPayment.EventReader.Schema)
            : DecisionWorkload.Small(DecisionPayment.EventReader.Schema);
        _parts = new DecisionParts(workload);
        _scorer = workload.Build(DecisionPayment.EventReader);
        _payments = new DecisionPayments(seed: 5);
        for (int i = 0; i < 2 * DecisionPayments.Count; i++)
        {
            _parts.Record();
            _scorer.Score(_payments.Next());
        }

        for (int i = 0; i < DecisionPayments.Count; i++)
        {
            double part = _parts.Predict();
            double whole = _scorer.Score(_payments.Next()).Probability;
            if (!part.Equals(whole))
            {
                throw new InvalidOperationException($"Payment {i}: the parts say {part}, the scorer {whole}.");
            }
        }
    }

    /// <summary>What the parts are made of, in a line.</summary>
    public string Describe() => _parts.ToString();

    /// <summary>Takes the next payment.</summary>
    [Benchmark]
    public DecisionPayment Next() => _parts.Next();

    /// <summary>Clears the row, which each of the following does too.</summary>
    [Benchmark]
    public object Clear() => _parts.Clear();

    /// <summary>Fills a row of which nothing is read.</summary>
    [Benchmark]
    public object FillUnread() => _parts.FillUnread();

    /// <summary>Fills the row.</summary>
    [Benchmark]
    public object Fill() => _parts.Fill();

    /// <summary>And reads the windows without recording.</summary>
    [Benchmark]
    public object Read() => _parts.Read();

    /// <summary>And reads and records.</summary>
    [Benchmark]
    public object Record() => _parts.Record();

    /// <summary>And makes the features.</summary>
    [Benchmark]
    public DecisionFlags Vectorize() => _parts.Vectorize();

    /// <summary>And scores them.</summary>
    [Benchmark]
    public double Predict() => _parts.Predict();

    /// <summary>And evaluates the rules.</summary>
    [Benchmark]
    public int Evaluate() => _parts.Evaluate();

    /// <summary>The whole: besides, workspace, reasons, policy and the decision itself.</summary>
    [Benchmark(Baseline = true)]
    public RiskDecision Decide() => _scorer.Score(_payments.Next());
}
