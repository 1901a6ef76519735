using System.Diagnostics.Metrics;
using Risk.Scoring;

namespace Risk.Extensions.Telemetry;

/// <summary>What a shadow's comparison reports to the meter.</summary>
internal sealed class ShadowCounters(string scorer, ShadowComparison comparison)
{
    private readonly KeyValuePair<string, object?>[] _tags = [new(RiskTelemetry.ScorerTag, scorer), new(RiskTelemetry.ShadowTag, comparison.Name)];

    public IEnumerable<Measurement<long>> ObserveDecisions()
    {
        foreach (RiskAction champion in Enum.GetValues<RiskAction>())
        {
            foreach (RiskAction shadow in Enum.GetValues<RiskAction>())
            {
                if (comparison.Count(champion, shadow) is var count and > 0)
                {
                    yield return new Measurement<long>(count, [.. _tags, new(RiskTelemetry.ActionTag, ScorerCounters.NameOf(champion)), new(RiskTelemetry.ShadowActionTag, ScorerCounters.NameOf(shadow))]);
                }
            }
        }
    }

    public Measurement<double> ObserveScoreDifference()
    {
        double mean = comparison.MeanAbsoluteScoreDifference;
        return new Measurement<double>(double.IsNaN(mean) ? 0 : mean * comparison.ComparedCount, _tags);
    }

    public Measurement<long> ObserveDropped() => new(comparison.DroppedCount, _tags);

    public Measurement<long> ObserveFailed() => new(comparison.FailedCount, _tags);
}
