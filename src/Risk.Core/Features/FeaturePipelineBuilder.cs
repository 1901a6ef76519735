using Risk.Events;
using Risk.Features;
using Risk.Features.Definitions;
using Risk.Velocity;

namespace Risk;

/// <summary>Collects the features of a pipeline in the order the model expects them. Not thread-safe.</summary>
public sealed class FeaturePipelineBuilder
{
    private readonly List<FeatureDefinition> _features = [];
    private readonly List<WindowDefinition> _windows = [];

    internal FeaturePipelineBuilder()
    {
    }

    /// <summary>Adds a feature.</summary>
    public FeaturePipelineBuilder Add(string name, NumberExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        _features.Add(new FeatureDefinition(name, expression.Node));
        return this;
    }

    /// <summary>Adds several features, which get names of their own from <paramref name="name"/>: <c>brand=visa</c>, <c>hour_sin</c>.</summary>
    public FeaturePipelineBuilder Add(string name, VectorExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        _features.Add(new FeatureDefinition(name, expression.Node));
        return this;
    }

    /// <summary>Adds attributes and windows as they are, each a feature of its own name.</summary>
    public FeaturePipelineBuilder AddNumbers(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names)
        {
            Add(name, Feature.Number(name));
        }

        return this;
    }

    /// <summary>Declares a window, which expressions then read by its name. Adds no feature.</summary>
    public FeaturePipelineBuilder AddWindow(WindowDefinition window)
    {
        ArgumentNullException.ThrowIfNull(window);
        _windows.Add(window);
        return this;
    }

    /// <summary>Declares several windows.</summary>
    public FeaturePipelineBuilder AddWindows(IEnumerable<WindowDefinition> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        foreach (WindowDefinition window in windows)
        {
            AddWindow(window);
        }

        return this;
    }

    internal static PipelineSource Build(EventSchema schema, Action<FeaturePipelineBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new FeaturePipelineBuilder();
        configure(builder);
        return new PipelineSource(schema, [.. builder._windows], [.. builder._features]);
    }
}
