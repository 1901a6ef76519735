using Risk.Events;

namespace Risk.Evaluation;

/// <summary>How <see cref="CsvEventReader"/> reads.</summary>
public sealed class CsvEventOptions
{
    /// <summary>The file's name for messages; null when the source has none.</summary>
    public string? File { get; init; }

    /// <summary>What stands between two fields: a printable ASCII character or a tab, and no quote. A comma unless set.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether spaces and tabs around a field are no part of it; within quotes they are. True unless set.</summary>
    public bool TrimWhitespace { get; init; } = true;

    /// <summary>Whether attributes that have no column are missing in every event. Unless set such a file is refused, and the columns it lacks are named.</summary>
    public bool AllowMissingColumns { get; init; }

    /// <summary>
    /// The longest row in bytes, 64 MiB unless set. A longer one ends the reading, for most likely it is a quote that is never closed, and nobody can tell where the next row begins.
    /// </summary>
    public int MaximumRowBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many problems are listed; all are counted. 100 unless set.</summary>
    public int MaximumProblems { get; init; } = 100;

    /// <summary>Called about every mebibyte and at the end, on the reading thread, with the line that the current row starts in; null for none.</summary>
    public Action<JsonLinesProgress>? Progress { get; init; }

    /// <summary>Ends the reading between two blocks of the source with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
