using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Risk.Extensions;

/// <summary>
/// Healthy when every live scorer is what its sources say, degraded when some were refused and the last good state decides, or a decision log can't be written, unhealthy without a scorer. The data names
/// each scorer's version. Add it with <c>services.AddHealthChecks().AddCheck&lt;RiskScoringHealthCheck&gt;("risk")</c>.
/// </summary>
public sealed class RiskScoringHealthCheck(RiskScorers scorers) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HealthStatus worst = HealthStatus.Healthy;
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (ReloadableScorer scorer in scorers.All)
        {
            ReloadStatus status = scorer.Status;
            HealthStatus health = status.IsCurrent ? HealthStatus.Healthy : status.Version is null ? HealthStatus.Unhealthy : HealthStatus.Degraded;
            lines.Add(Describe(status));
            if (scorer.DecisionLog?.Problem is { } trouble)
            {
                health = health < HealthStatus.Degraded ? health : HealthStatus.Degraded;
                lines.Add($"{scorer.Name}: decisions are not logged: {trouble}");
            }

            worst = health < worst ? health : worst;
            data[scorer.Name] = status.Version ?? "none";
        }

        return Task.FromResult(new HealthCheckResult(worst, string.Join('\n', lines), data: data));
    }

    private static string Describe(ReloadStatus status)
    {
        string problems = string.Join('\n', status.Problems);
        return status.IsCurrent ? $"{status.Scorer}: version {status.Version}"
            : status.Version is null ? $"{status.Scorer}: no scorer could be loaded: {problems}"
            : $"{status.Scorer}: version {status.Version} goes on deciding; the sources were refused: {problems}";
    }
}
