using Microsoft.Extensions.Hosting;

namespace Risk.Extensions;

/// <summary>Builds and warms up all scorers before the host takes requests; one that can't be built stops the start, with every problem of all.</summary>
internal sealed class ScorerLifetime(RiskScorers scorers) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        RiskDiagnostic[] problems = [.. scorers.All.SelectMany(static scorer => scorer.LoadFirst())];
        if (problems.Length > 0)
        {
            throw new RiskFormatException(problems);
        }

        foreach (ReloadableScorer scorer in scorers.All)
        {
            scorer.WarmUp(cancellationToken);
            scorer.Watch();
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
