namespace Risk.Extensions;

/// <summary>All scorers of a service by name: to ask which versions are live and to reload on demand.</summary>
public sealed class RiskScorers
{
    private readonly Dictionary<string, ReloadableScorer> _byName;

    /// <summary>Collects the scorers.</summary>
    /// <param name="scorers">All of them.</param>
    /// <exception cref="InvalidOperationException">Two have the same name.</exception>
    public RiskScorers(IEnumerable<ReloadableScorer> scorers)
    {
        All = [.. scorers];
        _byName = new Dictionary<string, ReloadableScorer>(StringComparer.Ordinal);
        foreach (ReloadableScorer scorer in All)
        {
            if (!_byName.TryAdd(scorer.Name, scorer))
            {
                throw new InvalidOperationException($"Two scorers are named '{scorer.Name}': give each its own name, so that logs, metrics and health tell them apart.");
            }
        }
    }

    /// <summary>All scorers in the order they were added.</summary>
    public IReadOnlyList<ReloadableScorer> All { get; }

    /// <summary>The scorer of a name.</summary>
    /// <param name="name">The name; the event's type for a scorer without one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ReloadableScorer this[string name] => _byName.TryGetValue(name, out ReloadableScorer? scorer)
        ? scorer
        : throw new ArgumentException($"there is no scorer '{name}'; there are {string.Join(", ", _byName.Keys)}.", nameof(name));

    /// <summary>Reloads the scorer of a name.</summary>
    /// <param name="name">The name; the event's type for a scorer without one.</param>
    /// <param name="cancellationToken">Given up before it starts.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Task<ReloadStatus> ReloadAsync(string name, CancellationToken cancellationToken = default) => this[name].ReloadAsync(cancellationToken);
}
