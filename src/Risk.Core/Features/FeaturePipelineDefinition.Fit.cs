using Risk.Events;
using Risk.Features.Fitting;
using Risk.Features.Json;
using Risk.Velocity;

namespace Risk.Features;

public sealed partial class FeaturePipelineDefinition
{
    /// <summary>Starts to collect the events to fit to.</summary>
    /// <param name="windows">
    /// Where the past is kept: each event's windows are read and then the event is recorded, so add events in time order. Null when
    /// the definition has no windows or the caller fills their columns.
    /// </param>
    public FeatureTrainingData CreateTrainingData(IWindowProvider? windows = null) => new(_source, windows);

    /// <summary>
    /// Computes everything that was left out: means and deviations, bounds, quantiles, categories and what stands for them. What was
    /// given stays as it is. Transforms of fitted transforms are fitted to what those give. The same events in the same order give
    /// the same pipeline, bit for bit.
    /// </summary>
    /// <param name="data">The events, collected for this definition or one with the same schema, attributes and windows.</param>
    /// <remarks>Missing values do not count, nor do infinite ones. docs/features.md says what each transform finds.</remarks>
    /// <exception cref="ArgumentException">The data has another schema.</exception>
    /// <exception cref="RiskFormatException">Something can't be fitted (no value present, no label); all problems together, each with its feature.</exception>
    public FeaturePipeline Fit(FeatureTrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Schema.Fingerprint != Schema.Fingerprint)
        {
            throw new ArgumentException("The events were collected for another schema.", nameof(data));
        }

        return PipelineFitter.Fit(_source, _kinds, data);
    }

    /// <summary>Fits to events of a described type.</summary>
    /// <param name="events">The events, in time order when the definition has windows.</param>
    /// <param name="label">The target of an event, for means of it; null when no feature needs one.</param>
    /// <param name="windows">See <see cref="CreateTrainingData"/>.</param>
    /// <typeparam name="TEvent">The event's type; its schema must be the definition's.</typeparam>
    /// <exception cref="ArgumentException">The type's schema is another one.</exception>
    /// <exception cref="RiskFormatException">Something can't be fitted; all problems together, each with its feature.</exception>
    public FeaturePipeline Fit<TEvent>(IEnumerable<TEvent> events, Func<TEvent, double>? label = null, IWindowProvider? windows = null)
        where TEvent : IRiskEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(events);
        IEventReader<TEvent> reader = TEvent.EventReader;
        if (reader.Schema.Fingerprint != Schema.Fingerprint)
        {
            throw new ArgumentException($"The schema of {typeof(TEvent).Name} is not the definition's.", nameof(events));
        }

        FeatureTrainingData data = CreateTrainingData(windows);
        foreach (TEvent source in events)
        {
            reader.Read(in source, data.Row);
            data.Add(label?.Invoke(source) ?? double.NaN);
        }

        return Fit(data);
    }

    /// <summary>The definition as JSON. Reading it gives an equal definition.</summary>
    public string ToJson() => PipelineJson.Write(_source);
}
