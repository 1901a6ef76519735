namespace Risk.Extensions;

/// <summary>
/// Names of everything the package measures, for <c>AddMeter(RiskTelemetry.MeterName)</c>, <c>AddSource(RiskTelemetry.ActivitySourceName)</c>, views and dashboards.
/// They are part of the public surface: a dashboard built on them keeps working.
/// </summary>
public static class RiskTelemetry
{
    /// <summary>The meter of all instruments.</summary>
    public const string MeterName = "Risk";

    /// <summary>The source of a span per decision. Costs nothing while nobody listens.</summary>
    public const string ActivitySourceName = "Risk";

    /// <summary>The name of the span around one decision.</summary>
    public const string ScoreActivity = "risk.score";

    /// <summary>Counter, <c>{decision}</c>: decisions by <see cref="ScorerTag"/>, <see cref="ActionTag"/>, <see cref="DecidedByTag"/> and <see cref="ArmTag"/>.</summary>
    public const string Decisions = "risk.decisions";

    /// <summary>Counter, <c>{decision}</c>: decisions with something unusual by <see cref="ScorerTag"/> and <see cref="FlagTag"/>; one decision may count under several flags.</summary>
    public const string FlaggedDecisions = "risk.decisions.flagged";

    /// <summary>Histogram, <c>s</c>: how long single decisions took, sampled, by <see cref="ScorerTag"/>.</summary>
    public const string ScoreDuration = "risk.score.duration";

    /// <summary>Counter, <c>{reload}</c>: loads of a scorer's files by <see cref="ScorerTag"/> and <see cref="ResultTag"/> (<c>published</c>, <c>unchanged</c>, <c>refused</c>).</summary>
    public const string Reloads = "risk.reloads";

    /// <summary>Gauge: 1 while the live snapshot is what the sources say, 0 while they are refused and an older one decides, by <see cref="ScorerTag"/>.</summary>
    public const string SnapshotCurrent = "risk.snapshot.current";

    /// <summary>Counter, <c>{decision}</c>: decisions given to the decision log by <see cref="ScorerTag"/> and <see cref="ResultTag"/> (<c>written</c>, <c>dropped</c> for want of room, <c>failed</c> at the disk).</summary>
    public const string LoggedDecisions = "risk.log.decisions";

    /// <summary>Counter, <c>{decision}</c>: events that champion and shadow both decided, by <see cref="ScorerTag"/>, <see cref="ShadowTag"/>, <see cref="ActionTag"/> (the champion's) and <see cref="ShadowActionTag"/>.</summary>
    public const string ShadowDecisions = "risk.shadow.decisions";

    /// <summary>Counter, <c>{point}</c>: the sum of absolute differences of scores; over the rate of <see cref="ShadowDecisions"/> it is their mean.</summary>
    public const string ShadowScoreDifference = "risk.shadow.score_difference";

    /// <summary>Counter, <c>{event}</c>: events a shadow did not see because its queue was full.</summary>
    public const string ShadowDropped = "risk.shadow.dropped";

    /// <summary>Counter, <c>{event}</c>: events on which a shadow threw.</summary>
    public const string ShadowFailed = "risk.shadow.failed";

    /// <summary>The shadow's name.</summary>
    public const string ShadowTag = "risk.shadow";

    /// <summary>The shadow's action.</summary>
    public const string ShadowActionTag = "risk.shadow.action";

    /// <summary>The scorer's name: the event's type unless another was given.</summary>
    public const string ScorerTag = "risk.scorer";

    /// <summary>The action: <c>allow</c>, <c>challenge</c>, <c>review</c> or <c>block</c>.</summary>
    public const string ActionTag = "risk.action";

    /// <summary>What decided: <c>rule</c> or <c>policy</c>.</summary>
    public const string DecidedByTag = "risk.decided_by";

    /// <summary>The arm of an experiment: <c>champion</c>, <c>challenger</c> or <c>control</c>.</summary>
    public const string ArmTag = "risk.arm";

    /// <summary>What was unusual: a <c>DecisionFlags</c> name in lower case with underscores, such as <c>model_failed</c>.</summary>
    public const string FlagTag = "risk.flag";

    /// <summary>How a load ended.</summary>
    public const string ResultTag = "risk.result";

    /// <summary>The upper bounds of the duration histogram's buckets, in seconds: 100 ns to 10 ms, where a decision's microseconds can be told apart.</summary>
    public static IReadOnlyList<double> DurationBuckets { get; } =
    [
        1e-7, 2.5e-7, 5e-7, 7.5e-7, 1e-6, 1.5e-6, 2e-6, 3e-6, 5e-6, 7.5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2,
    ];
}
