using System.Diagnostics.CodeAnalysis;

namespace Risk.Scoring.Recording;

/// <content>The writing thread.</content>
public sealed partial class DecisionLog
{
    private const int BlockBytes = 1 << 16;

    private readonly DecisionLineWriter _lines = new();
    private readonly HashSet<int> _announced = [];
    private bool _hasHeader;
    private long _buffered;
    private long _reportedLost;
    private long _done;

    private void WriteUntilStopped()
    {
        while (true)
        {
            bool stopping = _stopping;
            WriteWaiting();
            if (stopping && _ring.Head == _ring.Tail)
            {
                return;
            }

            if (!stopping)
            {
                Volatile.Write(ref _isAsleep, 1);
                _wake.WaitOne(_options.FlushInterval);
                Volatile.Write(ref _isAsleep, 0);
            }
            else
            {
                // Somebody is filling a slot at this moment.
                Thread.Yield();
            }
        }
    }

    private void WriteWaiting()
    {
        while (_ring.Peek() is { } record)
        {
            TryAppend(record);
            _ring.Release(record);
            if (_lines.Lines.Length >= BlockBytes)
            {
                WriteBlock();
            }
        }

        WriteBlock();
        Volatile.Write(ref _done, _ring.Head);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "What goes wrong in the log must not end the service.")]
    private void TryAppend(DecisionRecord record)
    {
        try
        {
            Append(record);
        }
        catch (Exception failure)
        {
            // A line may be half written: the block is given up.
            Problem = failure.Message;
            Interlocked.Add(ref _failed, _buffered + 1);
            _buffered = 0;
            _lines.Clear();
            BeginFile();
        }
    }

    private void Append(DecisionRecord record)
    {
        if (record.Recorder is not { } recorder || !_files.IsReady())
        {
            Interlocked.Increment(ref _failed);
            Problem = _files.Problem ?? Problem;
            return;
        }

        if (_files.Length + _lines.Lines.Length >= _options.MaximumFileBytes)
        {
            WriteBlock();
            _files.Rotate();
            BeginFile();
            if (!_files.IsReady())
            {
                Interlocked.Increment(ref _failed);
                Problem = _files.Problem;
                return;
            }
        }

        if (!_hasHeader)
        {
            _lines.WriteHeader(_options.Clock.GetUtcNow());
            _hasHeader = true;
            CurrentFile = _files.Current;
        }

        AppendLost();
        if (_announced.Add(recorder.Id))
        {
            _lines.WriteSource(recorder);
        }

        _lines.WriteDecision(record);
        _buffered++;
    }

    private void AppendLost()
    {
        long lost = Dropped + Failed;
        if (lost > _reportedLost)
        {
            _lines.WriteLost(lost - _reportedLost);
            _reportedLost = lost;
        }
    }

    private void WriteBlock()
    {
        if (_lines.Lines.IsEmpty)
        {
            return;
        }

        if (_files.TryWrite(_lines.Lines))
        {
            Interlocked.Add(ref _written, _buffered);
            Problem = null;
        }
        else
        {
            Interlocked.Add(ref _failed, _buffered);
            Problem = _files.Problem;
            BeginFile();
        }

        _buffered = 0;
        _lines.Clear();
    }

    private void BeginFile()
    {
        _hasHeader = false;
        _announced.Clear();
    }
}
