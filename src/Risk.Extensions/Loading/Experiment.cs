using Risk.Scoring;

namespace Risk.Extensions.Loading;

/// <summary>An experiment as it was set up.</summary>
/// <param name="Split">Who belongs to which arm.</param>
/// <param name="Key">The entity key of an event.</param>
/// <param name="Challenger">The challenger's parts; null when there is a control group alone.</param>
internal sealed record Experiment<TEvent>(ExperimentSplit Split, EventKey<TEvent> Key, VariantBuilder<TEvent>? Challenger);
