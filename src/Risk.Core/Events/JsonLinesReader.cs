namespace Risk.Events;

/// <summary>
/// Reads JSON Lines, an event a line, from a file or stream of any length. Bad lines don't end the reading: they are counted and the first
/// of them listed with their numbers.
/// </summary>
/// <remarks>
/// <para><c>while (lines.Read()) { decision = scorer.Score(lines.Current); }</c>, or with rows
/// <c>while (lines.Read(reader, row)) { … }</c>, which skips malformed lines itself.</para>
/// <para>Allocations: none per line, once the buffer has grown to the longest line. Thread safety: one thread at a time.</para>
/// </remarks>
public sealed partial class JsonLinesReader : IDisposable
{
    private const int FirstBufferBytes = 64 * 1024;

    private readonly EventSource _source;
    private readonly JsonLinesOptions _options;
    private readonly List<RiskDiagnostic> _problems = [];
    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Reads from a stream, which stays open unless told otherwise.</summary>
    /// <param name="stream">UTF-8 text, or the same packed by gzip when the stream can seek.</param>
    /// <param name="options">Limits, progress and cancellation; null for the usual ones.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the reader is disposed.</param>
    /// <exception cref="RiskFormatException">The stream can't be read, or its gzip packing is damaged or breaks off (RE002).</exception>
    public JsonLinesReader(Stream stream, JsonLinesOptions? options = null, bool leaveOpen = true)
        : this(new EventSource(stream, leaveOpen, options?.File, options?.Cancellation ?? default), options ?? new JsonLinesOptions())
    {
    }

    private JsonLinesReader(EventSource source, JsonLinesOptions options)
    {
        (_source, _options) = (source, options);
        Fill();
        if (_buffer.AsSpan(0, _end) is [0xEF, 0xBB, 0xBF, ..])
        {
            _start = 3;
        }
    }

    /// <summary>The event of the current line; its bytes are valid until the next call of <see cref="Read()"/>.</summary>
    public JsonEvent Current { get; private set; }

    /// <summary>The number of the current line, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Lines that held an event, good or bad.</summary>
    public long EventCount { get; private set; }

    /// <summary>Lines that were malformed or too long.</summary>
    public long BadLineCount { get; private set; }

    /// <summary>The first problems: malformed lines (RE010) and lines that are too long (RE012) as errors, fields of a wrong type (RE011) as warnings.</summary>
    public IReadOnlyList<RiskDiagnostic> Problems => _problems;

    /// <summary>Opens a file; one that gzip packed is unpacked on the way.</summary>
    /// <exception cref="RiskFormatException">The file can't be opened (RE002).</exception>
    public static JsonLinesReader Open(string path, JsonLinesOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new JsonLinesOptions { File = path };
        var source = EventSource.Open(path, options.File, options.Cancellation);
        try
        {
            return new JsonLinesReader(source, options);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next line that is not blank.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="OperationCanceledException">The options' cancellation was asked for.</exception>
    /// <exception cref="RiskFormatException">The source broke off: an input error or damaged gzip (RE002).</exception>
    public bool Read()
    {
        while (TryTakeLine(out int start, out int length))
        {
            LineNumber++;
            if (_buffer.AsSpan(start, length).ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r'))
            {
                EventCount++;
                Current = new JsonEvent(_buffer.AsMemory(start, length));
                return true;
            }
        }

        Current = default;
        return false;
    }

    /// <summary>Clears the row and reads the next well-formed event into it; malformed lines are counted and listed.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="OperationCanceledException">The options' cancellation was asked for.</exception>
    public bool Read(JsonEventReader reader, AttributeRow row)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(row);
        while (Read())
        {
            row.Clear();
            JsonReadResult result = reader.Read(Current.Utf8.Span, row);
            Report(result, reader.Schema);
            if (!result.IsMalformed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Counts and lists what a reader noticed about the current line, for callers that read lines themselves.</summary>
    /// <param name="result">What <see cref="JsonEventReader.Read(ReadOnlySpan{byte}, AttributeRow)"/> gave.</param>
    /// <param name="schema">The schema, for the names of fields.</param>
    public void Report(in JsonReadResult result, EventSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (result.IsMalformed)
        {
            BadLineCount++;
            Add(RiskDiagnostic.Error(EventDiagnosticCodes.MalformedLine, result.Problem ?? "The line is no event."), result.MalformedAt + 1);
        }
        else if (result.WrongTypeCount > 0 && _problems.Count < _options.MaximumProblems)
        {
            AttributeDefinition attribute = schema[result.FirstWrongType];
            Add(RiskDiagnostic.Warning(EventDiagnosticCodes.WrongType, $"'{attribute.Name}' is no {attribute.Kind.ToString().ToLowerInvariant()}; it is taken as missing."), 0);
        }
    }

    /// <summary>Closes the file when the reader opened it.</summary>
    public void Dispose() => _source.Dispose();

    private void Add(RiskDiagnostic problem, int column)
    {
        if (_problems.Count < _options.MaximumProblems)
        {
            _problems.Add(problem with { File = _options.File, Line = (int)Math.Min(LineNumber, int.MaxValue), Column = column });
        }
    }
}
