namespace Risk.Scoring.Replay;

/// <summary>How a replay went.</summary>
public sealed record ReplayReport
{
    /// <summary>The version of the scorer that replayed.</summary>
    public required string Version { get; init; }

    /// <summary>Decisions that were scored again.</summary>
    public required long Decisions { get; init; }

    /// <summary>Decisions that came out otherwise in any bit.</summary>
    public required long Different { get; init; }

    /// <summary>Decisions that had another action: what a change of rules or models would do.</summary>
    public required long OtherAction { get; init; }

    /// <summary>Lines that could not be read.</summary>
    public required long BadLines { get; init; }

    /// <summary>Decisions that the log says it lost.</summary>
    public required long Lost { get; init; }

    /// <summary>How many decisions differ in each field, by the field's name.</summary>
    public required IReadOnlyDictionary<string, long> Fields { get; init; }

    /// <summary>How many decisions each version had made.</summary>
    public required IReadOnlyDictionary<string, long> Versions { get; init; }

    /// <summary>The differences, in the order of the log.</summary>
    public required IReadOnlyList<ReplayDifference> Differences { get; init; }

    /// <summary>What is wrong with lines, in the order of the log.</summary>
    public required IReadOnlyList<RiskDiagnostic> Problems { get; init; }

    /// <summary>What explains differences: parts with other fingerprints, attributes and windows that the log does not have.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether every line was read and every decision came out with the same bits.</summary>
    public bool IsExact => Different == 0 && BadLines == 0 && Decisions > 0;
}
