using System.Globalization;

namespace Risk.Scoring.Recording;

/// <summary>
/// The files of a log, one open at a time, numbered on from those that are there. After a failure the file is left as it is and, after a pause that grows, a new one is begun.
/// For the writing thread alone.
/// </summary>
internal sealed class DecisionLogFiles : IDisposable
{
    private const string Ending = ".jsonl";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly DecisionLogOptions _options;
    private Stream? _stream;
    private int _number;
    private long _failedAt;
    private TimeSpan _pause;

    /// <summary>Makes the folder and begins the first file.</summary>
    /// <exception cref="IOException">Either can't be done: a mistake in the configuration is told at the start.</exception>
    public DecisionLogFiles(DecisionLogOptions options)
    {
        _options = options;
        Directory.CreateDirectory(options.Folder);
        _number = Present().Select(static file => file.Number).DefaultIfEmpty(0).Max();
        Open();
    }

    /// <summary>The bytes in the open file.</summary>
    public long Length { get; private set; }

    /// <summary>The path of the open file, or of the last one.</summary>
    public string Current { get; private set; } = "";

    /// <summary>What went wrong last; null when the last attempt went well.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether a file is open; opens one when none is and the pause after a failure is over.</summary>
    public bool IsReady()
    {
        if (_stream is not null)
        {
            return true;
        }

        if (Problem is not null && _options.Clock.GetElapsedTime(_failedAt) < _pause)
        {
            return false;
        }

        try
        {
            Open();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Fail(failure);
            return false;
        }
    }

    /// <summary>Writes whole lines.</summary>
    /// <returns>False when they are lost.</returns>
    public bool TryWrite(ReadOnlySpan<byte> lines)
    {
        try
        {
            _stream!.Write(lines);
            _stream.Flush();
            Length += lines.Length;
            (Problem, _pause) = (null, TimeSpan.Zero);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
        {
            Fail(failure);
            return false;
        }
    }

    /// <summary>Closes the file; the next write begins another.</summary>
    public void Rotate()
    {
        Close();
        DeleteOldest();
    }

    public void Dispose() => Close();

    private void Open()
    {
        // The folder may have been deleted since.
        Directory.CreateDirectory(_options.Folder);
        while (true)
        {
            string path = Path.Combine(_options.Folder, string.Create(CultureInfo.InvariantCulture, $"{_options.FilePrefix}-{_number + 1:000000}{Ending}"));
            _number++;
            try
            {
                _stream = _options.OpenFile(path);
                (Current, Length) = (path, 0);
                return;
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another log writes into the same folder: its number is taken.
            }
        }
    }

    private void Fail(Exception failure)
    {
        Problem = failure.Message;
        _failedAt = _options.Clock.GetTimestamp();
        _pause = _pause == TimeSpan.Zero ? FirstPause : _pause * 2;
        _pause = _pause > _options.MaximumRetryPause ? _options.MaximumRetryPause : _pause;
        Close();
    }

    private void Close()
    {
        try
        {
            _stream?.Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Problem = failure.Message;
        }

        (_stream, Length) = (null, 0);
    }

    private void DeleteOldest()
    {
        if (_options.MaximumFiles <= 0)
        {
            return;
        }

        try
        {
            // The one that is about to be begun counts.
            foreach ((string path, _) in Present().OrderByDescending(static file => file.Number).Skip(_options.MaximumFiles - 1).ToArray())
            {
                File.Delete(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A reader may hold a file, or the folder is gone; the next rotation tries again.
        }
    }

    private IEnumerable<(string Path, int Number)> Present()
    {
        foreach (string path in Directory.EnumerateFiles(_options.Folder, $"{_options.FilePrefix}-*{Ending}"))
        {
            ReadOnlySpan<char> number = Path.GetFileNameWithoutExtension(path.AsSpan())[(_options.FilePrefix.Length + 1)..];
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                yield return (path, value);
            }
        }
    }
}
