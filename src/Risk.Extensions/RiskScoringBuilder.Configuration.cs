using Microsoft.Extensions.Configuration;
using Risk.Extensions.Configuration;

namespace Risk.Extensions;

public sealed partial class RiskScoringBuilder<TEvent>
{
    private static readonly string[] PartKeys = ["Model", "Calibration", "Models", "Pipeline", "Rules", "Lists", "Policy", "Bundle"];

    private static readonly string[] Keys = [.. PartKeys, "Watch", "PollInterval", "TimeOneIn", "Telemetry"];

    internal List<IConfiguration> Sections { get; } = [];

    /// <summary>
    /// Names parts by a configuration section: <c>Model</c>, <c>Calibration</c>, <c>Models:name</c>, <c>Pipeline</c>, <c>Rules</c>, <c>Lists:name</c>, <c>Bundle</c> are paths; <c>Policy</c> has the keys of
    /// <see cref="DecisionPolicy.FromJson"/>; <c>Watch</c>, <c>PollInterval</c>, <c>TimeOneIn</c> and <c>Telemetry</c> are settings of this builder. A policy that changes goes live like a
    /// changed file; paths and settings are read once. Problems are told at start with the keys' full names.
    /// </summary>
    /// <param name="section">The section.</param>
    public RiskScoringBuilder<TEvent> UseConfiguration(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Sections.Add(section);
        var keys = new ConfigurationKeys(section, Recipe.Report);
        keys.Expect(Keys);
        ReadParts(keys, section);
        WatchesSources = keys.Truth("Watch") ?? WatchesSources;
        HasTelemetry = keys.Truth("Telemetry") ?? HasTelemetry;
        if (keys.Span("PollInterval") is { } interval)
        {
            Take(keys, "PollInterval", () => PollSources(interval));
        }

        if (keys.Whole("TimeOneIn") is { } decisions)
        {
            Take(keys, "TimeOneIn", () => TimeOneIn(decisions));
        }

        return this;
    }

    private static void Take(ConfigurationKeys keys, string key, Action set)
    {
        try
        {
            set();
        }
        catch (ArgumentOutOfRangeException exception)
        {
            keys.Wrong(key, exception.Message);
        }
    }

    private void ReadParts(ConfigurationKeys keys, IConfiguration section)
    {
        if (keys.Source("Bundle") is { } bundle)
        {
            UseBundle(bundle);
        }

        if (keys.Source("Pipeline") is { } pipeline)
        {
            UsePipeline(pipeline);
        }

        if (keys.Source("Model") is { } model)
        {
            UseModel(model, keys.Source("Calibration"));
        }
        else if (keys.Value("Calibration") is not null)
        {
            keys.Wrong("Calibration", "there is no model to calibrate: name it by the key Model.");
        }

        foreach (IConfigurationSection named in keys.Below("Models").Children)
        {
            if (keys.Below("Models").Source(named.Key) is { } source)
            {
                UseNamedModel(named.Key, source);
            }
        }

        foreach (IConfigurationSection list in keys.Below("Lists").Children)
        {
            if (keys.Below("Lists").Source(list.Key) is { } source)
            {
                UseList(list.Key, source);
            }
        }

        if (keys.Source("Rules") is { } rules)
        {
            UseRules(rules);
        }

        IConfigurationSection policy = section.GetSection("Policy");
        if (policy.Exists())
        {
            UsePolicy(RiskSource.FromConfiguration(policy.Path, () => PolicySection.ToJson(policy)));
        }
    }
}
