using Risk.Extensions.Loading;
using Risk.Scoring;

namespace Risk.Extensions;

public sealed partial class RiskScoringBuilder<TEvent>
{
    internal Experiment<TEvent>? Experiment { get; private set; }

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

    /// <summary>Gives the champion's store to variants without one.</summary>
    internal void ShareWindows()
    {
        if (Experiment?.Challenger is { } challenger)
        {
            challenger.Recipe.Windows ??= Recipe.Windows;
        }
    }

    private VariantBuilder<TEvent> Variant(Action<VariantBuilder<TEvent>> configure)
    {
        var variant = new VariantBuilder<TEvent>(_reader, Recipe);
        configure(variant);
        return variant;
    }
}
