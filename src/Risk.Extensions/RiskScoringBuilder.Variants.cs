using Risk.Extensions.Loading;
using Risk.Scoring;
using Risk.Scoring.Recording;

namespace Risk.Extensions;

public sealed partial class RiskScoringBuilder<TEvent>
{
    internal Experiment<TEvent>? Experiment { get; private set; }

    internal List<(string Name, VariantBuilder<TEvent> Parts)> Shadows { get; } = [];

    internal int ShadowCapacity { get; private set; } = 4096;

    /// <summary>
    /// Lets a challenger decide about a stable share of entities, and lets a control group through, so that its outcomes show what the scorer would have prevented. The
    /// decisions of both are flagged, and counted by arm.
    /// </summary>
    /// <param name="split">The experiment's name and shares.</param>
    /// <param name="key">The entity key of an event, such as its customer: an entity stays in its arm. Events without one belong to the champion.</param>
    /// <param name="challenger">Names the parts in which the challenger differs; null for a control group alone.</param>
    public RiskScoringBuilder<TEvent> UseExperiment(ExperimentSplit split, EventKey<TEvent> key, Action<VariantBuilder<TEvent>>? challenger = null)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(key);
        Experiment = new Experiment<TEvent>(split, key, challenger is null ? null : Variant(challenger));
        return this;
    }

    /// <summary>
    /// Lets another scorer see every event beside the callers' path: decisions are compared and thrown away. Events wait in a queue of fixed size; what does not fit is dropped and
    /// counted. An event must own what it refers to, since it is scored after <c>Score</c> has returned: bytes of a rented buffer would be another event's by then.
    /// </summary>
    /// <param name="name">The shadow's name in metrics; naming it again replaces it.</param>
    /// <param name="configure">Names the parts in which it differs from the champion. Its windows are its own: it keeps a store with the default bounds, unless it is given one.</param>
    public RiskScoringBuilder<TEvent> AddShadow(string name, Action<VariantBuilder<TEvent>> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        Shadows.RemoveAll(shadow => shadow.Name == name);
        Shadows.Add((name, Variant(configure)));
        return this;
    }

    /// <summary>How many events may wait for the shadows, 4,096 unless set; rounded up to a power of two.</summary>
    /// <param name="capacity">2 to 16,777,216.</param>
    public RiskScoringBuilder<TEvent> ShadowQueue(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1 << 24);
        ShadowCapacity = capacity;
        return this;
    }

    /// <summary>Gives a sink to those who decide.</summary>
    internal void GiveSink(IDecisionSink? sink)
    {
        Recipe.Sink = sink;
        if (Experiment?.Challenger is { } challenger)
        {
            challenger.Recipe.Sink = sink;
        }
    }

    /// <summary>Gives stores to variants without one: the champion's to a challenger, since both decide about parts of one stream; one of its own to a shadow, which sees the whole stream later.</summary>
    internal void ShareWindows()
    {
        if (Experiment?.Challenger is { } challenger)
        {
            challenger.Recipe.Windows ??= Recipe.Windows;
        }

        foreach ((_, VariantBuilder<TEvent> shadow) in Shadows)
        {
            shadow.Recipe.Windows ??= Recipe.Windows is null ? null : new VelocityStore(new VelocityOptions { Clock = null });
        }
    }

    private VariantBuilder<TEvent> Variant(Action<VariantBuilder<TEvent>> configure)
    {
        var variant = new VariantBuilder<TEvent>(_reader, Recipe);
        configure(variant);
        return variant;
    }
}
