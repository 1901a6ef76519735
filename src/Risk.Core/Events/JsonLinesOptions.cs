namespace Risk.Events;

/// <summary>How <see cref="JsonLinesReader"/> reads.</summary>
public sealed class JsonLinesOptions
{
    /// <summary>The file's name for messages; null when the source has none.</summary>
    public string? File { get; init; }

    /// <summary>The longest line in bytes; a longer one is skipped and listed. 64 MiB unless set.</summary>
    public int MaximumLineBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many problems are listed; all are counted. 100 unless set.</summary>
    public int MaximumProblems { get; init; } = 100;

    /// <summary>Called about every mebibyte and at the end, on the reading thread; null for none.</summary>
    public Action<JsonLinesProgress>? Progress { get; init; }

    /// <summary>Ends the reading between two blocks of the source with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
