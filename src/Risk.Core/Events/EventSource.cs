using Risk.Internals;

namespace Risk.Events;

/// <summary>
/// The bytes of a file of events on their way to a reader: unpacked when gzip packed them, counted for progress, ended by cancellation. What goes
/// wrong with them is told as RE002.
/// </summary>
internal sealed class EventSource : ReadOnlyStream
{
    private const long ProgressBytes = 1024 * 1024;

    private readonly Stream _source;
    private readonly Stream _content;
    private readonly bool _leaveOpen;
    private readonly string? _file;
    private readonly CancellationToken _cancellation;
    private readonly long? _totalBytes;
    private long _bytesRead;
    private long _reportedBytes;

    /// <summary>Takes the rest of a stream.</summary>
    /// <exception cref="RiskFormatException">The stream can't be read.</exception>
    public EventSource(Stream source, bool leaveOpen, string? file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source, "stream");
        (_source, _leaveOpen, _file, _cancellation) = (source, leaveOpen, file, cancellation);
        try
        {
            _totalBytes = source.CanSeek ? source.Length : null;
            _content = GzipContent.IsPacked(source) ? new GzipContent(source) : source;
        }
        catch (IOException problem)
        {
            throw Unreadable(problem, file);
        }
    }

    /// <summary>Whether a mebibyte has come since progress was last told.</summary>
    public bool IsProgressDue => _bytesRead - _reportedBytes >= ProgressBytes;

    /// <summary>Whether every byte of a source of known length was taken.</summary>
    public bool IsTaken => _totalBytes is not null && _source.Position >= _totalBytes;

    /// <summary>Opens a file.</summary>
    /// <exception cref="RiskFormatException">The file can't be opened.</exception>
    public static EventSource Open(string path, string? file, CancellationToken cancellation)
    {
        FileStream? stream = null;
        try
        {
            stream = File.OpenRead(path);
            return new EventSource(stream, leaveOpen: false, file, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(problem, path);
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>How far the reading is, which counts as told then.</summary>
    public JsonLinesProgress ProgressAt(long line)
    {
        _reportedBytes = _bytesRead;
        return new JsonLinesProgress(_totalBytes is null ? _bytesRead : _source.Position, _totalBytes, line);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        _cancellation.ThrowIfCancellationRequested();
        try
        {
            int count = _content.Read(buffer);
            _bytesRead += count;
            return count;
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            throw Unreadable(problem, _file);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _content != _source)
        {
            _content.Dispose();
        }

        if (disposing && !_leaveOpen)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private static RiskFormatException Unreadable(Exception problem, string? file) =>
        new(RiskDiagnostic.Error(EventDiagnosticCodes.Unreadable, problem.Message) with { File = file });
}
