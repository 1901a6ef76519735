namespace Risk.Rules;

/// <summary>How a rules file is read. Every property has a sensible default.</summary>
public sealed record RuleSetOptions
{
    /// <summary>The options that hold when none are given.</summary>
    public static RuleSetOptions Default { get; } = new();

    /// <summary>The name of the file in diagnostics, or null.</summary>
    public string? FileName { get; init; }

    /// <summary>How large the file may be.</summary>
    public RuleLimits Limits { get; init; } = RuleLimits.Default;

    /// <summary>Which of the matching rules decides.</summary>
    public RuleSelection Selection { get; init; } = RuleSelection.Radar;

    /// <summary>Lists that rules may name with <c>@name</c> besides those of the file, each with its values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Lists { get; init; }

    /// <summary>
    /// Opens a list file by the name the rules give it (<c>list @name from 'file'</c>); the stream is closed after use.
    /// <see cref="RuleSet.Load(string, Risk.Events.EventSchema?, RuleSetOptions?)"/> opens files relative to the rules file when this is null; without it
    /// <see cref="RuleSet.Parse(string, Risk.Events.EventSchema?, RuleSetOptions?)"/> reports such lists as unreadable.
    /// </summary>
    public Func<string, Stream>? OpenFile { get; init; }

    /// <summary>
    /// The numbers that are known when the rules run although the event has no such attribute: what models give. By default
    /// <c>risk_score</c> and <c>probability</c>; <c>rule_points</c> is always one.
    /// </summary>
    public IReadOnlyList<string> ModelOutputs { get; init; } = ["risk_score", "probability"];
}
