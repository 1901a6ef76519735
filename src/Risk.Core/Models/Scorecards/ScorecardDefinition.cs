namespace Risk.Models.Scorecards;

/// <summary>What a <see cref="Scorecard"/> is made from.</summary>
public sealed record ScorecardDefinition
{
    /// <summary>The attributes, in the order of a row's features.</summary>
    public required IReadOnlyList<ScorecardAttribute> Attributes { get; init; }

    /// <summary>Points that everybody gets.</summary>
    public double BasePoints { get; init; }

    /// <summary>How points become odds and so a probability; null for a scorecard whose output is its points.</summary>
    public ScorecardScaling? Scaling { get; init; }

    /// <summary>What more points mean.</summary>
    public ScorecardDirection Direction { get; init; } = ScorecardDirection.HigherIsSafer;

    /// <summary>What points are compared with to find reasons and contributions.</summary>
    public ScorecardBaseline Baseline { get; init; } = ScorecardBaseline.Best;

    /// <summary>The pipeline the scorecard was made for, or null.</summary>
    public Fingerprint? PipelineFingerprint { get; init; }

    /// <summary>The format that it was read from.</summary>
    internal string Format { get; init; } = "code";

    /// <summary>What the reader noticed.</summary>
    internal IReadOnlyList<RiskDiagnostic> Warnings { get; init; } = [];
}
