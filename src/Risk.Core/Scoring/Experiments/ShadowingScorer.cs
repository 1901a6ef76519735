using System.Runtime.CompilerServices;

namespace Risk.Scoring;

/// <summary>
/// Lets other scorers see what the champion decides, on the caller's path: each shadow previews the same event, and its decision is compared and
/// thrown away. Costs the shadows' time; Risk.Extensions has a queue beside the path.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
/// <remarks>Allocations: none. Thread safety: safe for any number of threads.</remarks>
public sealed class ShadowingScorer<TEvent> : IRiskScorer<TEvent>
{
    /// <summary>How many shadows fit on the path.</summary>
    public const int MaximumShadows = 8;

    private readonly IRiskScorer<TEvent> _champion;
    private readonly RiskScorer<TEvent>[] _shadows;
    private readonly ShadowComparison[] _comparisons;

    /// <summary>Adds shadows to a champion.</summary>
    /// <param name="champion">The scorer whose decisions count.</param>
    /// <param name="shadows">The others by name. They preview: their windows are read and never written.</param>
    /// <exception cref="ArgumentException">Two shadows share a name, or there are more than <see cref="MaximumShadows"/>.</exception>
    public ShadowingScorer(IRiskScorer<TEvent> champion, params ReadOnlySpan<(string Name, RiskScorer<TEvent> Scorer)> shadows)
    {
        ArgumentNullException.ThrowIfNull(champion);
        if (shadows.Length > MaximumShadows)
        {
            throw new ArgumentException($"{shadows.Length} shadows on the path: at most {MaximumShadows}.", nameof(shadows));
        }

        _champion = champion;
        _shadows = new RiskScorer<TEvent>[shadows.Length];
        _comparisons = new ShadowComparison[shadows.Length];
        for (int i = 0; i < shadows.Length; i++)
        {
            string name = shadows[i].Name;
            if (_comparisons.AsSpan(0, i).ToArray().Any(other => other.Name == name))
            {
                throw new ArgumentException($"Two shadows are named '{name}': give each its own name.", nameof(shadows));
            }

            (_shadows[i], _comparisons[i]) = (shadows[i].Scorer, new ShadowComparison(name));
        }
    }

    /// <inheritdoc/>
    public string Version => _champion.Version;

    /// <summary>How each shadow compares, in the order they were given.</summary>
    public IReadOnlyList<ShadowComparison> Comparisons => _comparisons;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public RiskDecision Score(in TEvent source)
    {
        // Shadows look before the champion records the event, so that all see the same past.
        Span<PreviewedDecision> previews = stackalloc PreviewedDecision[MaximumShadows];
        for (int i = 0; i < _shadows.Length; i++)
        {
            previews[i] = Preview(_shadows[i], in source);
        }

        RiskDecision decision = _champion.Score(in source);
        for (int i = 0; i < _shadows.Length; i++)
        {
            if (previews[i].Failed)
            {
                _comparisons[i].RecordFailed();
            }
            else
            {
                _comparisons[i].Record(decision.Action, decision.Score, previews[i].Action, previews[i].Score);
            }
        }

        return decision;
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<TEvent> events, Span<RiskDecision> decisions)
    {
        if (events.Length != decisions.Length)
        {
            ScoringThrow.DifferentLengths(events.Length, decisions.Length);
        }

        for (int i = 0; i < events.Length; i++)
        {
            decisions[i] = Score(in events[i]);
        }
    }

    /// <inheritdoc/>
    public DecisionTrace Explain(in TEvent source) => _champion.Explain(in source);

    private static PreviewedDecision Preview(RiskScorer<TEvent> shadow, in TEvent source)
    {
        try
        {
            RiskDecision decision = shadow.Preview(in source);
            return new PreviewedDecision(decision.Action, decision.Score, Failed: false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A shadow must never disturb the champion.
            return new PreviewedDecision(default, double.NaN, Failed: true);
        }
    }

    private readonly record struct PreviewedDecision(RiskAction Action, double Score, bool Failed);
}
