using BenchmarkDotNet.Attributes;
using Risk.Events;
using Risk.Features;
using Risk.Models.Linear;
using Risk.Scoring;

namespace Risk.Benchmarks.EndToEnd;

/// <summary>
/// From event to decision: 2,048 distinct payments, features, a logistic model, fifty rules and a policy, against the same decision written by hand for these rules.
/// </summary>
[MemoryDiagnoser]
[BenchmarkCategory("EndToEnd")]
public class ScorerBenchmarks
{
    private const int Count = 2_048;

    private readonly ScoredPayment[] _payments = new ScoredPayment[Count];
    private readonly JsonEvent[] _json = new JsonEvent[Count];
    private RiskScorer<ScoredPayment> _scorer = null!;
    private RiskScorer<JsonEvent> _jsonScorer = null!;
    private int _next;

    /// <summary>Builds the scorers and checks that events and JSON are decided alike.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(5);
        string[] countries = ["DE", "FR", "NL", "GB", "US", "ES", "PL", "IT"];
        for (int i = 0; i < Count; i++)
        {
            _payments[i] = new ScoredPayment(
                $"card{random.Next(400)}",
                Math.Round(Math.Exp(random.NextDouble() * 7), 2),
                countries[random.Next(8)],
                countries[random.Next(8)],
                $"domain{random.Next(60)}.net",
                random.Next(10) == 0,
                random.Next(2_000));
            _json[i] = JsonEvent.FromText(_payments[i].ToJson());
        }

        IEventReader<ScoredPayment> reader = ScoredPayment.EventReader;
        _scorer = Build(RiskScorer.For(reader));
        _jsonScorer = Build(RiskScorer.For(new JsonEventReader(reader.Schema)));
        for (int i = 0; i < Count; i++)
        {
            RiskDecision expected = _scorer.Score(in _payments[i]);
            RiskDecision actual = _jsonScorer.Score(in _json[i]);
            if (expected.Action != actual.Action || expected.Rule != actual.Rule || expected.Probability != actual.Probability)
            {
                throw new InvalidOperationException($"Payment {i} is decided otherwise from JSON.");
            }
        }
    }

    /// <summary>A record struct to a decision.</summary>
    [Benchmark(Baseline = true)]
    public RiskDecision FromEvent() => _scorer.Score(in _payments[_next++ & (Count - 1)]);

    /// <summary>UTF-8 JSON to a decision.</summary>
    [Benchmark]
    public RiskDecision FromJson() => _jsonScorer.Score(in _json[_next++ & (Count - 1)]);

    private static RiskScorer<TEvent> Build<TEvent>(RiskScorerBuilder<TEvent> builder)
    {
        FeaturePipeline pipeline = FeaturePipeline.Build(builder.Schema, features => features
            .Add("amount", Feature.Number("amount").Log1p())
            .Add("age", Feature.Number("customer_age_days").Log1p())
            .Add("disposable", Feature.Number("is_disposable_email"))
            .Add("country", Feature.Text("card_country").OneHot("DE", "FR", "NL", "GB")));
        return builder.UsePipeline(pipeline)
            .UseModel(new LinearModel([0.4, -0.3, 1.2, -0.2, 0.1, 0.2, 0.3], -2.5))
            .UseRules(RuleSet.Parse(Rules(), builder.Schema))
            .UsePolicy(policy => policy.Review(from: 65).Block(from: 85)).Build();
    }

    private static string Rules() => string.Join('\n', Enumerable.Range(0, 50).Select(static i => (i % 5) switch
    {
        0 => $"r{i}: Block if :amount: > {900 + i} and :card_country: != :ip_country: and :email_domain: in ('domain{i}.net', 'domain{i + 3}.net')",
        1 => $"r{i}: Review if :customer_age_days: < {i % 7} and :amount: > {200 + i}",
        2 => $"r{i}: Review if :is_disposable_email: and :ip_country: in ('PL', 'IT') and :amount: between {10 * i} and {(10 * i) + 40}",
        3 => $"r{i}: Allow if :card: = 'card{i}' and :amount: < 20",
        _ => $"r{i}: Request 3D Secure if :card_country: = 'US' and not :ip_country: = 'US' and :amount: > {700 + (3 * i)}",
    }));
}
