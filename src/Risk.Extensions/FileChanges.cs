using System.Security.Cryptography;

namespace Risk.Extensions;

/// <summary>
/// Tells when the content of files has changed: by the file system's word or by polling, and only when a hash of the contents differs and was found twice in a
/// row, so that a touched file reloads nothing, a burst of events reloads once, and a file still being written is not taken for its final content.
/// </summary>
internal sealed class FileChanges : IDisposable
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(100);

    private readonly string[] _files;
    private readonly Action _changed;
    private readonly TimeSpan? _interval;
    private readonly ITimer _timer;
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly Lock _comparing = new();
    private string _hash;
    private string _lastSeen;

    public FileChanges(IEnumerable<string> files, TimeSpan? interval, TimeProvider clock, Action changed)
    {
        _files = [.. files.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
        (_changed, _interval) = (changed, interval);
        _hash = _lastSeen = Hash();
        _timer = clock.CreateTimer(_ => Compare(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Start()
    {
        if (_interval is { } interval)
        {
            _timer.Change(interval, interval);
            return;
        }

        foreach (string folder in _files.Select(static file => Path.GetDirectoryName(file)!).Distinct(StringComparer.Ordinal).Where(Directory.Exists))
        {
            var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Changed += Noticed;
            watcher.Created += Noticed;
            watcher.Renamed += Noticed;
            watcher.Deleted += Noticed;
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
    }

    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in _watchers)
        {
            watcher.Dispose();
        }

        _timer.Dispose();
    }

    private void Noticed(object sender, FileSystemEventArgs change) => _timer.Change(Debounce, Timeout.InfiniteTimeSpan);

    private void Compare()
    {
        lock (_comparing)
        {
            string hash = Hash();
            bool settled = hash == _lastSeen;
            _lastSeen = hash;
            if (hash == _hash)
            {
                return;
            }

            if (!settled)
            {
                LookAgain();
                return;
            }

            _hash = hash;
            _changed();
        }
    }

    private void LookAgain()
    {
        if (_interval is null)
        {
            _timer.Change(Debounce, Timeout.InfiniteTimeSpan);
        }
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in _files)
        {
            try
            {
                hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A file that is gone or held by its writer is a state of its own; the next change or poll looks again.
                hash.AppendData("unreadable"u8);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
