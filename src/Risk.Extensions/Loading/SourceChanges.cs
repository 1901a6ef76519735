using System.Security.Cryptography;
using System.Text;

namespace Risk.Extensions.Loading;

/// <summary>
/// Tells when the content of sources has changed: by the file system's word or by polling, and only when a hash of the contents differs and was found twice in a
/// row, so that a touched file reloads nothing, a burst of events reloads once, and a file still being written is not taken for its final content.
/// </summary>
internal sealed class SourceChanges : IDisposable
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(100);

    private readonly Func<IEnumerable<RiskSource>> _sources;
    private readonly Action _changed;
    private readonly Action<Exception> _lost;
    private readonly TimeSpan? _interval;
    private readonly ITimer _timer;
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private readonly Lock _comparing = new();
    private string _hash;
    private string _lastSeen;
    private bool _disposed;

    /// <summary>Remembers what the sources hold now.</summary>
    /// <param name="sources">The sources; asked at every look, since a reload may have found others.</param>
    /// <param name="interval">How often to look; null waits for the file system's word.</param>
    /// <param name="clock">The clock of intervals.</param>
    /// <param name="changed">Called when contents have changed and settled.</param>
    /// <param name="lost">Called when the file system stops telling; a look follows.</param>
    public SourceChanges(Func<IEnumerable<RiskSource>> sources, TimeSpan? interval, TimeProvider clock, Action changed, Action<Exception> lost)
    {
        (_sources, _changed, _lost, _interval) = (sources, changed, lost, interval);
        _hash = _lastSeen = Hash();
        _timer = clock.CreateTimer(_ => Compare(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts to look.</summary>
    public void Start()
    {
        if (_interval is { } interval)
        {
            _timer.Change(interval, interval);
            return;
        }

        lock (_comparing)
        {
            WatchFolders();
        }

        // What changed between the first load and now was told to nobody.
        Look();
    }

    /// <summary>Looks soon.</summary>
    public void Look()
    {
        if (!_disposed)
        {
            _timer.Change(_interval ?? Debounce, _interval ?? Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
        lock (_comparing)
        {
            foreach (FileSystemWatcher watcher in _watchers.Values)
            {
                watcher.Dispose();
            }
        }
    }

    private void WatchFolders()
    {
        foreach (string path in _sources().Select(static source => source.FilePath).OfType<string>())
        {
            string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
            if (_watchers.ContainsKey(folder) || !Directory.Exists(folder))
            {
                continue;
            }

            var watcher = new FileSystemWatcher(folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
                IncludeSubdirectories = folder == path,
            };
            watcher.Changed += Noticed;
            watcher.Created += Noticed;
            watcher.Renamed += Noticed;
            watcher.Deleted += Noticed;
            watcher.Error += Lost;
            watcher.EnableRaisingEvents = true;
            _watchers.Add(folder, watcher);
        }
    }

    private void Noticed(object sender, FileSystemEventArgs change) => Look();

    private void Lost(object sender, ErrorEventArgs error)
    {
        _lost(error.GetException());
        Look();
    }

    private void Compare()
    {
        lock (_comparing)
        {
            if (_disposed)
            {
                return;
            }

            string hash = Hash();
            bool settled = hash == _lastSeen;
            _lastSeen = hash;
            if (hash == _hash)
            {
                return;
            }

            if (settled)
            {
                _changed();
                // The sources may be others now; taking their hash from before the reload would hide what changed while it ran.
                _hash = hash;
                if (_interval is null)
                {
                    WatchFolders();
                }
            }

            if (_interval is null)
            {
                Look();
            }
        }
    }

    private string Hash()
    {
        var reader = new SourceReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (RiskSource source in _sources().Where(source => source.TellsChanges || _interval is not null))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(reader.HashOf(source)));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
