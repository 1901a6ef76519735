using System.Diagnostics.CodeAnalysis;
using CsvHelper;
using Risk.Events;

namespace Risk.Evaluation;

/// <summary>
/// Reads events from CSV, an event a row, from a file or stream of any length. The header says which attribute a column holds, with case and in any order; columns that
/// the schema lacks are passed over. Bad rows don't end the reading: they are counted and the first of them listed with their lines.
/// </summary>
/// <remarks>
/// <para><c>while (events.Read(row)) { … }</c> fills a row as <see cref="AttributeRow.SetFromField"/> does: an empty field is missing. Fields that are no attribute, such
/// as an identifier or a label, are at hand as text: <see cref="TryGetField"/>.</para>
/// <para>Fields are separated by a comma unless the options say otherwise. A field in quotes may hold separators, line breaks and, doubled, quotes. Blank lines are passed
/// over. UTF-8, or what a byte order mark says.</para>
/// <para>Allocations: none per row, once the buffer has grown to the longest row; texts that are asked for as strings are strings. Thread safety: one thread at a
/// time.</para>
/// </remarks>
/// <example>
/// <code>
/// using CsvEventReader events = CsvEventReader.Open("events.csv.gz", schema);
/// AttributeRow row = new AttributeLayoutBuilder(schema).Build().CreateRow();
/// while (events.Read(row))
/// {
///     events.TryGetField("is_fraud", out string? label);
/// }
/// </code>
/// </example>
public sealed partial class CsvEventReader : IDisposable
{
    private readonly EventSource _source;
    private readonly CsvReader _csv;
    private readonly CsvEventOptions _options;
    private readonly List<RiskDiagnostic> _problems = [];
    private readonly Dictionary<string, int> _columnsByName = new(StringComparer.Ordinal);
    private readonly string[] _header;
    private readonly CsvColumn[] _columns;
    private bool _isAtEnd;

    /// <summary>Reads from a stream, which stays open unless told otherwise.</summary>
    /// <param name="stream">CSV with a header, or the same packed by gzip when the stream can seek.</param>
    /// <param name="schema">The attributes of an event.</param>
    /// <param name="options">Form, limits, progress and cancellation; null for the usual ones.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the reader is disposed.</param>
    /// <exception cref="RiskFormatException">
    /// The stream can't be read (RE002), there is no header (RE015), it lacks columns (RE013, all of them together), has one twice (RE014), or its quotes are wrong (RE017).
    /// </exception>
    /// <exception cref="ArgumentException">The separator is none.</exception>
    public CsvEventReader(Stream stream, EventSchema schema, CsvEventOptions? options = null, bool leaveOpen = true)
        : this(new EventSource(stream, leaveOpen, options?.File, options?.Cancellation ?? default), schema, options ?? new CsvEventOptions())
    {
    }

    private CsvEventReader(EventSource source, EventSchema schema, CsvEventOptions options)
    {
        ArgumentNullException.ThrowIfNull(schema);
        (_source, _options, Schema) = (source, options, schema);
        _csv = CsvReader.Create(source, Form(options), leaveOpen: true);
        try
        {
            _header = ReadHeader();
            _columns = Bind();
        }
        catch
        {
            _csv.Dispose();
            throw;
        }
    }

    /// <summary>The attributes of an event.</summary>
    public EventSchema Schema { get; }

    /// <summary>The names of the columns in their order, those that are no attributes among them.</summary>
    public IReadOnlyList<string> Columns => _header;

    /// <summary>The number of the line that the current row starts in, from 1; before the first row the header's.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Rows read, good or bad, without the header.</summary>
    public long EventCount { get; private set; }

    /// <summary>Rows with another number of fields than the header or with broken quotes.</summary>
    public long BadLineCount { get; private set; }

    /// <summary>Fields of good rows that <see cref="Read(AttributeRow)"/> found to be no value of their attribute.</summary>
    public long WrongValueCount { get; private set; }

    /// <summary>The first problems: rows with another number of fields (RE016) and with broken quotes (RE017) as errors, wrong values (RE011) as warnings.</summary>
    public IReadOnlyList<RiskDiagnostic> Problems => _problems;

    /// <summary>Opens a file; one that gzip packed is unpacked on the way.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">The attributes of an event.</param>
    /// <param name="options">Form, limits, progress and cancellation; null for the usual ones and the path as the file's name.</param>
    /// <exception cref="RiskFormatException">The file can't be opened (RE002), or one of the constructor's reasons.</exception>
    /// <exception cref="ArgumentException">The separator is none.</exception>
    public static CsvEventReader Open(string path, EventSchema schema, CsvEventOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(schema);
        options ??= new CsvEventOptions { File = path };
        var source = EventSource.Open(path, options.File, options.Cancellation);
        try
        {
            return new CsvEventReader(source, schema, options);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next good row without taking its values.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="OperationCanceledException">The options' cancellation was asked for.</exception>
    /// <exception cref="RiskFormatException">The source broke off (RE002), or a row is longer than the options allow (RE012).</exception>
    public bool Read()
    {
        while (TryTakeRow())
        {
            LineNumber = _csv.LineNumber;
            EventCount++;
            if (_csv.FieldCount == _header.Length)
            {
                return true;
            }

            ReportFieldCount();
        }

        return false;
    }

    /// <summary>Clears the row and reads the next good event into it; bad rows and wrong values are counted and listed.</summary>
    /// <param name="row">A row whose layout was made from <see cref="Schema"/>.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="ArgumentException">The row has fewer attributes than the schema.</exception>
    /// <exception cref="OperationCanceledException">The options' cancellation was asked for.</exception>
    /// <exception cref="RiskFormatException">The source broke off (RE002), or a row is longer than the options allow (RE012).</exception>
    public bool Read(AttributeRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Layout.Count < Schema.Count)
        {
            throw new ArgumentException($"The row has {row.Layout.Count} attributes and the reader's schema {Schema.Count}: make the row's layout from the reader's schema.", nameof(row));
        }

        if (!Read())
        {
            return false;
        }

        row.Clear();
        foreach (CsvColumn column in _columns)
        {
            if (!row.SetFromField(column.Position, _csv.GetSpan(column.Index)))
            {
                ReportWrongValue(column.Position);
            }
        }

        return true;
    }

    /// <summary>The position of a column, or -1 when the header lacks it. Of columns that share a name the first.</summary>
    /// <param name="name">The name as the header has it, with case.</param>
    public int IndexOfColumn(string name) => _columnsByName.GetValueOrDefault(name, -1);

    /// <summary>A field of the current row as UTF-8, without its quotes; empty when nothing is there. Valid until the next row.</summary>
    /// <param name="column">The position of its column.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public ReadOnlySpan<byte> GetField(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)_header.Length, nameof(column));
        return _isAtEnd ? default : _csv.GetSpan(column);
    }

    /// <summary>A field of the current row as text, such as an identifier or a label.</summary>
    /// <param name="name">The column's name, with case.</param>
    /// <param name="text">The text, made anew by every call.</param>
    /// <returns>False when there is no such column, or nothing in the field.</returns>
    public bool TryGetField(string name, [NotNullWhen(true)] out string? text)
    {
        int column = IndexOfColumn(name);
        ReadOnlySpan<byte> utf8 = column < 0 ? default : GetField(column);
        text = utf8.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(utf8);
        return text is not null;
    }

    /// <summary>Closes the file when the reader opened it.</summary>
    public void Dispose()
    {
        _isAtEnd = true;
        _csv.Dispose();
        _source.Dispose();
    }
}
