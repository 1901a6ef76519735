using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Risk.Extensions.Telemetry;

/// <summary>The service's one meter: instruments are created once and observe every scorer.</summary>
internal sealed class RiskMeter : IDisposable
{
    private readonly Meter? _own;
    private readonly Lock _adding = new();
    private volatile ScorerTelemetry[] _scorers = [];

    /// <summary>Creates the instruments.</summary>
    /// <param name="services">Give the meter factory; without one the meter is this object's own.</param>
    public RiskMeter(IServiceProvider services)
    {
        Meter meter = services.GetService<IMeterFactory>()?.Create(RiskTelemetry.MeterName) ?? (_own = new Meter(RiskTelemetry.MeterName));
        Durations = meter.CreateHistogram(
            RiskTelemetry.ScoreDuration,
            "s",
            "Duration of single decisions, sampled.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = RiskTelemetry.DurationBuckets });
        Reloads = meter.CreateCounter<long>(RiskTelemetry.Reloads, "{reload}", "Loads of a scorer's sources.");
        meter.CreateObservableCounter(
            RiskTelemetry.Decisions, () => _scorers.SelectMany(static scorer => scorer.Counters.ObserveDecisions()), "{decision}", "Decisions.");
        meter.CreateObservableCounter(
            RiskTelemetry.FlaggedDecisions, () => _scorers.SelectMany(static scorer => scorer.Counters.ObserveFlags()), "{decision}", "Decisions with something unusual.");
        meter.CreateObservableGauge(
            RiskTelemetry.SnapshotCurrent, () => _scorers.Select(static scorer => scorer.ObserveCurrent()), null, "1 while the live snapshot is what the sources say.");
        meter.CreateObservableCounter(
            RiskTelemetry.LoggedDecisions, () => _scorers.SelectMany(static scorer => scorer.ObserveLog()), "{decision}", "Decisions given to the decision log.");
        ObserveShadows(meter);
    }

    public Histogram<double> Durations { get; }

    public Counter<long> Reloads { get; }

    public void Add(ScorerTelemetry scorer)
    {
        lock (_adding)
        {
            _scorers = [.. _scorers, scorer];
        }
    }

    public void Dispose() => _own?.Dispose();

    private void ObserveShadows(Meter meter)
    {
        meter.CreateObservableCounter(
            RiskTelemetry.ShadowDecisions, () => Shadows().SelectMany(static shadow => shadow.ObserveDecisions()), "{decision}", "Events that champion and shadow both decided.");
        meter.CreateObservableCounter(
            RiskTelemetry.ShadowScoreDifference, () => Shadows().Select(static shadow => shadow.ObserveScoreDifference()), "{point}", "Sum of absolute differences of scores.");
        meter.CreateObservableCounter(
            RiskTelemetry.ShadowDropped, () => Shadows().Select(static shadow => shadow.ObserveDropped()), "{event}", "Events a shadow did not see.");
        meter.CreateObservableCounter(
            RiskTelemetry.ShadowFailed, () => Shadows().Select(static shadow => shadow.ObserveFailed()), "{event}", "Events on which a shadow threw.");
    }

    private IEnumerable<ShadowCounters> Shadows() => _scorers.SelectMany(static scorer => scorer.Shadows);
}
