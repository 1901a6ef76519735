namespace Risk.Velocity;

/// <summary>
/// Keeps a <see cref="VelocityStore"/> on disk: snapshots that are written while scoring goes on, and a journal of what was recorded since. Open it once the windows
/// are compiled and before the first event: it puts back what the folder holds.
/// </summary>
/// <remarks>
/// What can be lost when the process dies is bounded by <see cref="VelocityPersistenceOptions.FlushEvents"/> and
/// <see cref="VelocityPersistenceOptions.FlushInterval"/>: the newest events, and of a key never one in between. Every section of every file carries a checksum; a
/// snapshot is written beside and renamed, and the one before is kept until the next. Thread safety: safe.
/// </remarks>
public sealed partial class VelocityPersistence : IDisposable
{
    private readonly VelocityStore _store;
    private readonly VelocityPersistenceOptions _options;
    private readonly GenerationFiles _files;
    private readonly Lock _flushing = new();
    private readonly Lock _snapshotting = new();
    private readonly long _epoch;
    private ITimer? _flushTimer;
    private ITimer? _snapshotTimer;
    private JournalFile? _journal;
    private ulong[] _spare = new ulong[1024];
    private long _pending;
    private bool _isDisposed;

    private VelocityPersistence(VelocityStore store, VelocityPersistenceOptions options)
    {
        (_store, _options, _files) = (store, options, new GenerationFiles(options.Folder));
        Directory.CreateDirectory(options.Folder);
        Restored = Restore();
        _epoch = _files.Next();
    }

    /// <summary>What was found and taken over when the folder was opened.</summary>
    public VelocityRestoreReport Restored { get; }

    /// <summary>Why the journal stopped, a full disk for instance; null while it works. Scoring goes on, and the next snapshot starts a new journal.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Restores what the folder holds and keeps the store there from now on.</summary>
    /// <param name="store">The store, its windows compiled, without events.</param>
    /// <param name="options">Where and how often.</param>
    /// <exception cref="ArgumentException">The store holds events already, is kept elsewhere, or an option is out of range.</exception>
    /// <exception cref="RiskFormatException">There are snapshots and none can be read, or they are for other windows and the same were required.</exception>
    /// <exception cref="IOException">The folder can't be read or written.</exception>
    public static VelocityPersistence Open(VelocityStore store, VelocityPersistenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        if (options.FlushEvents < 1 || options.FlushInterval <= TimeSpan.Zero || options.SnapshotInterval <= TimeSpan.Zero)
        {
            throw new ArgumentException("VelocityPersistenceOptions: FlushEvents is at least 1 and intervals are positive.", nameof(options));
        }

        if (store.Statistics.KeyCount > 0 || store.Persistence is not null)
        {
            throw new ArgumentException("The store holds events or is kept elsewhere already: open its folder before the first event.", nameof(store));
        }

        var persistence = new VelocityPersistence(store, options);
        persistence.Start();
        return persistence;
    }

    /// <summary>Flushes what waits, and ends. The store goes on in memory.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _flushTimer?.Dispose();
        _snapshotTimer?.Dispose();
        lock (_snapshotting)
        {
            Flush();
            lock (_flushing)
            {
                _store.Detach();
                _journal?.Dispose();
                _journal = null;
            }
        }
    }

    private void Start()
    {
        if (_options.Journal)
        {
            lock (_flushing)
            {
                _journal = new JournalFile(_files.Journal(_epoch), ManifestOf(_epoch));
            }
        }

        _store.Attach(this, _options.Journal);
        if (_options.Journal)
        {
            _flushTimer = _options.Clock.CreateTimer(static state => ((VelocityPersistence)state!).Flush(), this, _options.FlushInterval, _options.FlushInterval);
        }

        if (_options.SnapshotInterval is { } interval)
        {
            _snapshotTimer = _options.Clock.CreateTimer(static state => ((VelocityPersistence)state!).SnapshotInBackground(), this, interval, interval);
        }
    }

    private StoreManifest ManifestOf(long generation) => new(generation, _epoch, _store.Stripes, [.. _store.Entities().Select(EntityManifest.Of)]);
}
