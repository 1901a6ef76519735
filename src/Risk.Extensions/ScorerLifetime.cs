using Microsoft.Extensions.Hosting;

namespace Risk.Extensions;

/// <summary>Builds and warms up a scorer before the host takes requests; a scorer that can't be built stops the start.</summary>
internal sealed class ScorerLifetime<TEvent>(ReloadableScorer<TEvent> scorer) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        scorer.Start();
        scorer.WarmUp(cancellationToken);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
