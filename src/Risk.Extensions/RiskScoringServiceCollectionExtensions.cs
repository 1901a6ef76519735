using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Risk.Events;
using Risk.Extensions.Telemetry;

namespace Risk.Extensions;

/// <summary>
/// Adds risk scoring to a service. A scorer is built when the host starts, so that wrong sources stop the start with every problem listed; sources that change later are
/// loaded beside the live scorer. A second call for the same event and name continues the first.
/// </summary>
public static class RiskScoringServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IRiskScorer{TEvent}"/> as a singleton for a type that the source generator described (<c>[RiskEvent]</c>).</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Names models, rules, policy and windows.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRiskScoring<TEvent>(this IServiceCollection services, Action<RiskScoringBuilder<TEvent>> configure)
        where TEvent : IRiskEvent<TEvent> => Add(services, null, TEvent.EventReader, configure);

    /// <summary>Adds a scorer with a name: <see cref="IRiskScorer{TEvent}"/> as a keyed singleton, for several scorers of one event.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The services' key and the scorer's name in logs, metrics and health.</param>
    /// <param name="configure">Names models, rules, policy and windows.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRiskScoring<TEvent>(this IServiceCollection services, string name, Action<RiskScoringBuilder<TEvent>> configure)
        where TEvent : IRiskEvent<TEvent> => Add(services, Checked(name), TEvent.EventReader, configure);

    /// <summary>Adds a scorer whose parts a configuration section names; see docs/operations.md for its keys.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="section">The section.</param>
    /// <param name="configure">Names what the section does not; null for nothing.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRiskScoring<TEvent>(this IServiceCollection services, IConfiguration section, Action<RiskScoringBuilder<TEvent>>? configure = null)
        where TEvent : IRiskEvent<TEvent> => Add(services, null, TEvent.EventReader, Sectioned(section, configure));

    /// <summary>Adds a scorer with a name whose parts a configuration section names.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The services' key and the scorer's name in logs, metrics and health.</param>
    /// <param name="section">The section.</param>
    /// <param name="configure">Names what the section does not; null for nothing.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRiskScoring<TEvent>(this IServiceCollection services, string name, IConfiguration section, Action<RiskScoringBuilder<TEvent>>? configure = null)
        where TEvent : IRiskEvent<TEvent> => Add(services, Checked(name), TEvent.EventReader, Sectioned(section, configure));

    /// <summary>Adds a scorer for any type that a reader can read.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="configure">Names models, rules, policy and windows.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRiskScoring<TEvent>(this IServiceCollection services, IEventReader<TEvent> reader, Action<RiskScoringBuilder<TEvent>> configure) =>
        Add(services, null, reader, configure);

    /// <summary>Adds a scorer with a name for any type that a reader can read.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The services' key and the scorer's name in logs, metrics and health.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="configure">Names models, rules, policy and windows.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRiskScoring<TEvent>(this IServiceCollection services, string name, IEventReader<TEvent> reader, Action<RiskScoringBuilder<TEvent>> configure) =>
        Add(services, Checked(name), reader, configure);

    private static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name;
    }

    private static Action<RiskScoringBuilder<TEvent>> Sectioned<TEvent>(IConfiguration section, Action<RiskScoringBuilder<TEvent>>? configure)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder =>
        {
            builder.UseConfiguration(section);
            configure?.Invoke(builder);
        };
    }

    private static IServiceCollection Add<TEvent>(IServiceCollection services, string? key, IEventReader<TEvent> reader, Action<RiskScoringBuilder<TEvent>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(configure);
        RiskScoringBuilder<TEvent>? builder = services
            .Where(static service => !service.IsKeyedService)
            .Select(static service => service.ImplementationInstance)
            .OfType<RiskScoringBuilder<TEvent>>()
            .FirstOrDefault(known => known.Key == key);
        if (builder is null)
        {
            builder = new RiskScoringBuilder<TEvent>(reader, key);
            AddServices(services, builder);
        }

        configure(builder);
        return services;
    }

    private static void AddServices<TEvent>(IServiceCollection services, RiskScoringBuilder<TEvent> builder)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RiskMeter>();
        services.TryAddSingleton<RiskScorers>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ScorerLifetime>());
        services.AddSingleton(builder);
        if (builder.Key is null)
        {
            services.AddSingleton(provider => Create(provider, builder));
            services.AddSingleton<IRiskScorer<TEvent>>(static provider => provider.GetRequiredService<ReloadableScorer<TEvent>>());
            services.AddSingleton<ReloadableScorer>(static provider => provider.GetRequiredService<ReloadableScorer<TEvent>>());
        }
        else
        {
            services.AddKeyedSingleton(builder.Key, (provider, _) => Create(provider, builder));
            services.AddKeyedSingleton<IRiskScorer<TEvent>>(builder.Key, static (provider, key) => provider.GetRequiredKeyedService<ReloadableScorer<TEvent>>(key));
            services.AddSingleton<ReloadableScorer>(provider => provider.GetRequiredKeyedService<ReloadableScorer<TEvent>>(builder.Key));
        }
    }

    private static ReloadableScorer<TEvent> Create<TEvent>(IServiceProvider provider, RiskScoringBuilder<TEvent> builder) => new(
        builder,
        provider.GetService<ILoggerFactory>()?.CreateLogger("Risk.Extensions") ?? NullLogger.Instance,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<RiskMeter>());
}
