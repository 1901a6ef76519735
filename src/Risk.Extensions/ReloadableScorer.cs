using Risk.Scoring;
using Risk.Scoring.Recording;

namespace Risk.Extensions;

/// <summary>The scorer of a service whatever its event: its state, and reloads on demand.</summary>
public abstract class ReloadableScorer
{
    private protected ReloadableScorer()
    {
    }

    /// <summary>Raised after a reload, successful or not, on the thread that reloaded.</summary>
    public event Action<ReloadStatus>? Reloaded;

    /// <summary>The name in logs, metrics and health: the event's type unless another was given.</summary>
    public abstract string Name { get; }

    /// <summary>The version of the live snapshot.</summary>
    public abstract string Version { get; }

    /// <summary>How the last load went.</summary>
    public abstract ReloadStatus Status { get; }

    /// <summary>How each shadow compares with the champion, in the order they were added.</summary>
    public abstract IReadOnlyList<ShadowComparison> Shadows { get; }

    /// <summary>Where decisions are logged; null unless <c>LogDecisions</c> was asked for and the scorer was loaded.</summary>
    public abstract DecisionLog? DecisionLog { get; }

    /// <summary>Reads what has changed of the sources and publishes a new snapshot when all is good.</summary>
    /// <returns>How it went; on failure the last good snapshot goes on deciding.</returns>
    public abstract ReloadStatus Reload();

    /// <summary>The same on another thread.</summary>
    /// <param name="cancellationToken">Given up before it starts; a reload that runs goes to its end.</param>
    public Task<ReloadStatus> ReloadAsync(CancellationToken cancellationToken = default) => Task.Run(Reload, cancellationToken);

    /// <summary>Builds the first snapshot and tells every problem of it.</summary>
    internal abstract IReadOnlyList<RiskDiagnostic> LoadFirst();

    /// <summary>Scores the warm-up events until the code is compiled to its fastest form.</summary>
    internal abstract void WarmUp(CancellationToken cancellation);

    /// <summary>Starts to watch the sources.</summary>
    internal abstract void Watch();

    private protected void RaiseReloaded(ReloadStatus status) => Reloaded?.Invoke(status);
}
