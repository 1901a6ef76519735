using BenchmarkDotNet.Attributes;
using Risk.Benchmarks.EndToEnd;
using Risk.Events;
using Risk.Scoring.Recording;

namespace Risk.Benchmarks.Recording;

/// <summary>
/// What a decision log adds to a decision on the thread that scores. The log's own thread formats slower than a tight loop decides, so bursts of 2,048 decisions are timed
/// and the log may catch up between them.
/// </summary>
[MemoryDiagnoser]
[BenchmarkCategory("Recording")]
[InvocationCount(1)]
[IterationCount(200)]
public class DecisionLogBenchmarks
{
    private const int Count = 2_048;

    private readonly ScoredPayment[] _payments = new ScoredPayment[Count];
    private RiskScorer<ScoredPayment> _plain = null!;
    private RiskScorer<ScoredPayment> _logged = null!;
    private DecisionLog _log = null!;
    private string _folder = "";

    /// <summary>Builds the same scorer with and without a log.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Random random = new(5);
        for (int i = 0; i < Count; i++)
        {
            _payments[i] = new ScoredPayment(
                $"card{random.Next(400)}", Math.Round(Math.Exp(random.NextDouble() * 7), 2), random.Next(2) == 0 ? "DE" : "FR", "DE", $"domain{random.Next(60)}.net", random.Next(10) == 0, random.Next(2_000));
        }

        _folder = Directory.CreateTempSubdirectory("risk-log-").FullName;
        _log = new DecisionLog(new DecisionLogOptions { Folder = _folder, OpenFile = static _ => Stream.Null });
        _plain = Build(null);
        _logged = Build(_log);
        for (int i = 0; i < 8; i++)
        {
            Logged();
            CatchUp();
        }

        if (_log.Dropped > 0)
        {
            throw new InvalidOperationException("The log could not keep up.");
        }
    }

    [IterationSetup]
    public void CatchUp() => _log.Flush(TimeSpan.FromMinutes(1));

    [GlobalCleanup]
    public void Cleanup()
    {
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public double Plain() => Score(_plain);

    [Benchmark(OperationsPerInvoke = Count)]
    public double Logged() => Score(_logged);

    private double Score(RiskScorer<ScoredPayment> scorer)
    {
        double sum = 0;
        foreach (ref readonly ScoredPayment payment in _payments.AsSpan())
        {
            sum += scorer.Score(in payment).Score;
        }

        return sum;
    }

    private static RiskScorer<ScoredPayment> Build(IDecisionSink? sink)
    {
        IEventReader<ScoredPayment> reader = Reader<ScoredPayment>();
        return RiskScorer.For(reader).UseSink(sink)
            .UseRules(RuleSet.Parse("a: Block if :amount: > 900 and :card_country: != :ip_country:\nb: Review if :is_disposable_email: and :customer_age_days: < 30", reader.Schema)).Build();
    }

    private static IEventReader<TEvent> Reader<TEvent>()
        where TEvent : IRiskEvent<TEvent> => TEvent.EventReader;
}
