using System.Text.Json;

namespace Risk.Scoring.Replay;

/// <summary>A decision as a log has it, with all it stood on. Valid until the reader goes to the next line.</summary>
public sealed class LoggedDecision
{
    /// <summary>The file it is in.</summary>
    public required string File { get; init; }

    /// <summary>Its line, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>The version of the snapshot that decided.</summary>
    public required string Version { get; init; }

    /// <summary>The number of the scorer in its file; the line that describes it has the same.</summary>
    public required int Source { get; init; }

    /// <summary>The event's attributes by name, as a JSON object; those that were missing are not there.</summary>
    public required JsonElement Event { get; init; }

    /// <summary>The windows by name, as they stood; an undefined element when the scorer read none.</summary>
    public JsonElement Windows { get; init; }

    /// <summary>What the reader of the event had noticed.</summary>
    public DecisionFlags EventFlags { get; init; }

    /// <summary>What was decided.</summary>
    public required RiskAction Action { get; init; }

    /// <summary>The probability; NaN without one.</summary>
    public required double Probability { get; init; }

    /// <summary>The score; NaN without one.</summary>
    public required double Score { get; init; }

    /// <summary>The rule that decided; null when the policy did.</summary>
    public string? Rule { get; init; }

    /// <summary>The reasons in their order.</summary>
    public IReadOnlyList<LoggedReason> Reasons { get; init; } = [];

    /// <summary>What was unusual.</summary>
    public DecisionFlags Flags { get; init; }
}
