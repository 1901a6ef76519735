using Risk.Events;
using Risk.Velocity;

namespace Risk.Scoring.Recording;

/// <summary>What a scorer whose decisions are recorded is made of.</summary>
public sealed record DecisionSource
{
    /// <summary>The version its decisions carry.</summary>
    public required string Version { get; init; }

    /// <summary>The attributes of its events.</summary>
    public required EventSchema Schema { get; init; }

    /// <summary>The windows it reads.</summary>
    public required IReadOnlyList<WindowDefinition> Windows { get; init; }

    /// <summary>The fingerprints of its parts: <c>schema</c>, <c>policy</c>, <c>rules</c>, <c>pipeline</c>, <c>model</c> or <c>model:name</c>; parts that have none are left out.</summary>
    public required IReadOnlyDictionary<string, Fingerprint> Fingerprints { get; init; }
}
