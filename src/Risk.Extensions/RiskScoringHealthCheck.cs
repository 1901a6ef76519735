using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Risk.Extensions;

/// <summary>
/// Healthy when the live scorer is what its files say, degraded when they were refused and the last good one decides, unhealthy without a scorer. Add it with
/// <c>services.AddHealthChecks().AddCheck&lt;RiskScoringHealthCheck&lt;Payment&gt;&gt;("risk")</c>.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
public sealed class RiskScoringHealthCheck<TEvent>(ReloadableScorer<TEvent> scorer) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ReloadStatus status = scorer.Status;
        string problems = string.Join('\n', status.Problems);
        return Task.FromResult(
            status.IsCurrent ? HealthCheckResult.Healthy($"version {status.Version}")
            : status.Version is null ? HealthCheckResult.Unhealthy($"no scorer could be loaded: {problems}")
            : HealthCheckResult.Degraded($"version {status.Version} goes on deciding; the files were refused: {problems}"));
    }
}
