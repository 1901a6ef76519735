using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Risk.Events;
using Risk.Extensions.Telemetry;

namespace Risk.Extensions;

/// <summary>Adds risk scoring to a service.</summary>
public static class RiskScoringServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IRiskScorer{TEvent}"/> as a singleton for a type that the source generator described (<c>[RiskEvent]</c>). The scorer is built when the host
    /// starts, so that a wrong file stops the start with every problem listed; files that change later are reloaded beside the live scorer.
    /// </summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Names models, rules, policy and windows.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">Scoring of the type was added before.</exception>
    public static IServiceCollection AddRiskScoring<TEvent>(this IServiceCollection services, Action<RiskScoringBuilder<TEvent>> configure)
        where TEvent : IRiskEvent<TEvent> => services.AddRiskScoring(TEvent.EventReader, configure);

    /// <summary>The same for any type that a reader can read.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="configure">Names models, rules, policy and windows.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">Scoring of the type was added before.</exception>
    public static IServiceCollection AddRiskScoring<TEvent>(this IServiceCollection services, IEventReader<TEvent> reader, Action<RiskScoringBuilder<TEvent>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(static service => service.ServiceType == typeof(ReloadableScorer<TEvent>)))
        {
            throw new InvalidOperationException($"Risk scoring of {typeof(TEvent).Name} was already added: configure it in one call.");
        }

        var builder = new RiskScoringBuilder<TEvent>(reader);
        configure(builder);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RiskMeter>();
        services.AddSingleton(provider => new ReloadableScorer<TEvent>(
            builder,
            provider.GetService<ILogger<ReloadableScorer<TEvent>>>() ?? NullLogger<ReloadableScorer<TEvent>>.Instance,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RiskMeter>()));
        services.AddSingleton<IRiskScorer<TEvent>>(static provider => provider.GetRequiredService<ReloadableScorer<TEvent>>());
        services.AddSingleton<IHostedService, ScorerLifetime<TEvent>>();
        return services;
    }
}
