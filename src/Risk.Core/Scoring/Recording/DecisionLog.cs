using System.Diagnostics.CodeAnalysis;
using Risk.Events;

namespace Risk.Scoring.Recording;

/// <summary>
/// Writes decisions with all they stand on to files of JSON Lines, from which they can be replayed to the bit. The thread that scores copies its row into a bounded ring and
/// goes on; one thread of the log writes. When the ring is full or the disk fails, decisions are lost and counted, and scoring goes on as before.
/// </summary>
/// <remarks>
/// docs/decision-log.md describes the files. <see cref="Dispose"/> writes what waits. Thread safety: safe.
/// </remarks>
public sealed partial class DecisionLog : IDecisionSink, IDisposable
{
    private readonly DecisionLogOptions _options;
    private readonly DecisionRing _ring;
    private readonly DecisionLogFiles _files;
    private readonly Thread _writer;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private PaddedCounter _dropped;
    private long _written;
    private long _failed;
    private int _sources;
    private int _isAsleep;
    private volatile bool _stopping;

    /// <summary>Begins a log: makes the folder, begins a file, starts the writing thread.</summary>
    /// <param name="options">Where and how.</param>
    /// <exception cref="IOException">The folder or file can't be made: a mistake in the configuration is told at the start.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public DecisionLog(DecisionLogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.Folder);
        ArgumentException.ThrowIfNullOrEmpty(options.FilePrefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumFileBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.FlushInterval, TimeSpan.Zero);
        _options = options;
        _ring = new DecisionRing(options.Capacity);
        _files = new DecisionLogFiles(options);
        CurrentFile = _files.Current;
        _writer = new Thread(WriteUntilStopped) { IsBackground = true, Name = "risk decision log" };
        _writer.Start();
    }

    /// <summary>Decisions that were written.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Decisions that were lost because as many as the ring holds waited already.</summary>
    public long Dropped => Interlocked.Read(ref _dropped.Value);

    /// <summary>Decisions that were lost because a file could not be written.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Why files can't be written at present, or could not be when last tried; null when all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>The file being written, or the last one.</summary>
    public string CurrentFile { get; private set; }

    /// <inheritdoc/>
    public IDecisionRecorder Attach(DecisionSource source, AttributeLayoutBuilder layout)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(layout);
        return new DecisionLogRecorder(this, Interlocked.Increment(ref _sources), source, layout, _options.OmittedAttributes);
    }

    /// <summary>Waits until all decisions that were recorded before are written, or lost.</summary>
    /// <param name="timeout">How long to wait at most.</param>
    /// <returns>False when time ran out.</returns>
    public bool Flush(TimeSpan timeout)
    {
        long target = _ring.Tail;
        long start = _options.Clock.GetTimestamp();
        while (Volatile.Read(ref _done) < target && _options.Clock.GetElapsedTime(start) < timeout)
        {
            _wake.Set();
            Thread.Sleep(1);
        }

        return Volatile.Read(ref _done) >= target;
    }

    /// <summary>Writes what waits and closes the file. Decisions recorded later are dropped and counted.</summary>
    public void Dispose()
    {
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        _wake.Set();
        _writer.Join();
        _files.Dispose();
        _lines.Dispose();
    }

    /// <summary>Copies a decision into the ring.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A slot that was taken has to be passed on, whatever happened.")]
    internal void Record(DecisionLogRecorder recorder, AttributeRow row, in RiskDecision decision)
    {
        if (_stopping || !_ring.TryClaim(out DecisionRecord record, out long position))
        {
            Interlocked.Increment(ref _dropped.Value);
            return;
        }

        try
        {
            record.Fill(recorder, row, in decision);
        }
        catch (Exception)
        {
            // Out of memory for an enormous text: the slot is passed on without a recorder, which the writer counts as lost.
        }

        DecisionRing.Publish(record, position);

        // A sleeping writer looks by itself after the flush interval; it is woken only when a burst would fill the ring before.
        if (Volatile.Read(ref _isAsleep) != 0 && position - _ring.Head > _ring.Capacity / 4 && Interlocked.Exchange(ref _isAsleep, 0) != 0)
        {
            _wake.Set();
        }
    }
}
