using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Risk.Benchmarks.EndToEnd;
using Risk.Extensions;
using Risk.Scoring;

namespace Risk.Benchmarks.Service;

/// <summary>What the service's wrapper adds to a decision: nothing but the reload's one read, counters, and counters with a listener that takes sampled durations.</summary>
[MemoryDiagnoser]
[BenchmarkCategory("Service")]
public class TelemetryBenchmarks
{
    private const int Count = 2_048;

    private readonly ScoredPayment[] _payments = new ScoredPayment[Count];
    private IRiskScorer<ScoredPayment> _direct = null!;
    private IRiskScorer<ScoredPayment> _off = null!;
    private IRiskScorer<ScoredPayment> _on = null!;
    private IRiskScorer<ScoredPayment> _listened = null!;
    private IRiskScorer<ScoredPayment> _shadowed = null!;
    private MeterListener? _listener;
    private int _next;

    /// <summary>Builds one scorer four times and checks that all decide alike.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(5);
        string[] countries = ["DE", "FR", "NL", "GB", "US", "ES", "PL", "IT"];
        for (int i = 0; i < Count; i++)
        {
            _payments[i] = new ScoredPayment(
                $"card{random.Next(400)}", Math.Round(Math.Exp(random.NextDouble() * 7), 2), countries[random.Next(8)], countries[random.Next(8)], $"domain{random.Next(60)}.net", random.Next(10) == 0, random.Next(2_000));
        }

        RuleSet rules = RuleSet.Parse("big: Block if :amount: > 900\nabroad: Review if :card_country: != :ip_country: and :amount: > 200", ScoredPayment.EventReader.Schema);
        _direct = RiskScorer.For<ScoredPayment>().UseRules(rules).Build();
        _off = Service(rules, static risk => risk.WithoutTelemetry());
        _on = Service(rules, static _ => { });
        _listened = Service(rules, static _ => { });
        _shadowed = Service(rules, static risk => risk.AddShadow("same", static _ => { }));
        for (int i = 0; i < Count; i++)
        {
            RiskAction action = _direct.Score(in _payments[i]).Action;
            if (_off.Score(in _payments[i]).Action != action || _on.Score(in _payments[i]).Action != action)
            {
                throw new InvalidOperationException($"Payment {i} is decided otherwise by the service.");
            }
        }
    }

    /// <summary>Adds a listener for the benchmark that wants one.</summary>
    [GlobalSetup(Target = nameof(CountersAndSampledDurations))]
    public void SetupListener()
    {
        Setup();
        _listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == RiskTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        _listener.Start();
    }

    /// <summary>Removes the listener.</summary>
    [GlobalCleanup]
    public void Cleanup() => _listener?.Dispose();

    /// <summary>The scorer itself.</summary>
    [Benchmark(Baseline = true)]
    public RiskDecision WithoutService() => _direct.Score(in _payments[_next++ & (Count - 1)]);

    /// <summary>Reloadable, telemetry off.</summary>
    [Benchmark]
    public RiskDecision TelemetryOff() => _off.Score(in _payments[_next++ & (Count - 1)]);

    /// <summary>Counters, nobody listening.</summary>
    [Benchmark]
    public RiskDecision Counters() => _on.Score(in _payments[_next++ & (Count - 1)]);

    /// <summary>Counters and one duration in 64.</summary>
    [Benchmark]
    public RiskDecision CountersAndSampledDurations() => _listened.Score(in _payments[_next++ & (Count - 1)]);

    /// <summary>Counters and a shadow on the queue: what the caller pays, whether the event finds room or is dropped.</summary>
    [Benchmark]
    public RiskDecision CountersAndShadow() => _shadowed.Score(in _payments[_next++ & (Count - 1)]);

    private static IRiskScorer<ScoredPayment> Service(RuleSet rules, Action<RiskScoringBuilder<ScoredPayment>> configure)
    {
        var services = new ServiceCollection();
        services.AddRiskScoring<ScoredPayment>(risk =>
        {
            risk.UseRules(rules);
            configure(risk);
        });
        return services.BuildServiceProvider().GetRequiredService<IRiskScorer<ScoredPayment>>();
    }
}
