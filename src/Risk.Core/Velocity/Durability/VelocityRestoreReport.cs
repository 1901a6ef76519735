namespace Risk.Velocity;

/// <summary>What was found in a folder and taken over.</summary>
public sealed record VelocityRestoreReport
{
    /// <summary>The snapshot that was used; null without one.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Keys taken from the snapshot.</summary>
    public long Keys { get; init; }

    /// <summary>Events taken from the snapshot, counted once for every entity.</summary>
    public long Events { get; init; }

    /// <summary>Records replayed from journals, counted once for every entity.</summary>
    public long Replayed { get; init; }

    /// <summary>The fingerprint of the windows that the files were written for; null without files.</summary>
    public Fingerprint? Windows { get; init; }

    /// <summary>Whether everything that was flushed is there again, for all windows. When not, decisions carry <c>WindowsTruncated</c> until the windows have filled.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Files that were refused, and what differs from the windows of now.</summary>
    public IReadOnlyList<RiskDiagnostic> Diagnostics { get; init; } = [];
}
