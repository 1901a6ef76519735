using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Risk.Extensions;

/// <summary>The health of one scorer, the one without a name of its event; <see cref="RiskScoringHealthCheck"/> tells that of all.</summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
public sealed class RiskScoringHealthCheck<TEvent>(ReloadableScorer<TEvent> scorer) : IHealthCheck
{
    private readonly RiskScoringHealthCheck _check = new(new RiskScorers([scorer]));

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => _check.CheckHealthAsync(context, cancellationToken);
}
