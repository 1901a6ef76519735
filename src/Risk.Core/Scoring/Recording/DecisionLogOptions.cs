namespace Risk.Scoring.Recording;

/// <summary>Where and how a <see cref="DecisionLog"/> writes.</summary>
public sealed record DecisionLogOptions
{
    /// <summary>The folder of the files; it is made when it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>How file names begin; a number and <c>.jsonl</c> follow.</summary>
    public string FilePrefix { get; init; } = "decisions";

    /// <summary>How many decisions wait for the writer at most, rounded up to a power of two. When as many wait, further ones are dropped and counted. 4,096 unless set.</summary>
    public int Capacity { get; init; } = 4096;

    /// <summary>A file that has grown to this many bytes is closed and the next one begun; 256 MiB unless set.</summary>
    public long MaximumFileBytes { get; init; } = 256L << 20;

    /// <summary>How many files are kept; the oldest of this log are deleted. 0, as it is unless set, keeps all.</summary>
    public int MaximumFiles { get; init; }

    /// <summary>The longest a decision waits before it is handed to the operating system; 200 ms unless set.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause before a failed file is tried again; the first pause is 100 ms and each next one twice as long. 10 s unless set.</summary>
    public TimeSpan MaximumRetryPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Attributes that are never written, such as names and addresses. A replay takes them as missing, so leave out only what decisions do not stand on.
    /// </summary>
    public IReadOnlyCollection<string> OmittedAttributes { get; init; } = [];

    /// <summary>Tells the time that stands in the first line of each file, and measures pauses.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Opens a new file; tests put failing disks here.</summary>
    internal Func<string, Stream> OpenFile { get; init; } = static path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
}
