namespace Risk.Extensions;

/// <summary>How the last load of a scorer's sources went.</summary>
/// <param name="IsCurrent">True when the live snapshot is what the sources say; false when they were refused and an older one decides.</param>
/// <param name="Version">The live snapshot's version; null when none was ever good.</param>
/// <param name="At">When it was loaded or refused.</param>
/// <param name="Problems">Why sources were refused; empty when they were not.</param>
public sealed record ReloadStatus(bool IsCurrent, string? Version, DateTimeOffset At, IReadOnlyList<RiskDiagnostic> Problems)
{
    /// <summary>The scorer's name.</summary>
    public string Scorer { get; init; } = "";

    /// <summary>How the load ended.</summary>
    public ReloadResult Result { get; init; }
}
