using System.Numerics;
using Microsoft.ML.OnnxRuntime;

namespace Risk.Onnx.Internals;

/// <summary>
/// What one call needs for itself: bound tensors and run options. A state word lets the deadline watch stop exactly the call that it looked at: it holds the call's start
/// and phase, so a compare-exchange fails when that call has ended, also when another one has begun.
/// </summary>
internal sealed class OnnxLease : IDisposable
{
    private const long Idle = 0;
    private const long Running = 1;
    private const long Stopping = 2;
    private const long Stopped = 3;
    private const int PhaseBits = 2;
    private const long PhaseMask = (1 << PhaseBits) - 1;

    private readonly InferenceSession _session;
    private readonly OnnxLayout _layout;
    private readonly RunOptions _options;
    private readonly TimeProvider? _clock;
    private readonly OnnxTile _first;

    // By the logarithm of their rows; made when a batch first needs them.
    private readonly OnnxTile?[] _tiles = new OnnxTile?[31];
    private long _state;

    public OnnxLease(InferenceSession session, OnnxLayout layout, TimeProvider? clock)
    {
        (_session, _layout, _clock) = (session, layout, clock);
        _options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        _first = new OnnxTile(session, layout, layout.FixedRows);
    }

    /// <summary>The tile for single rows.</summary>
    public OnnxTile First => _first;

    /// <summary>Whether the last call was stopped by the deadline watch.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>Scores rows that fit in a tile.</summary>
    /// <exception cref="OnnxRuntimeException">The call failed or was stopped.</exception>
    public void Run<T>(OnnxTile tile, ReadOnlySpan<T> rows, Span<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        tile.Write(rows);
        if (_clock is null)
        {
            tile.Run(_session, _options);
        }
        else
        {
            RunWatched(tile);
        }

        tile.Read(outputs);
    }

    /// <summary>A tile of a power of two of rows.</summary>
    public OnnxTile Tile(int logarithm) => logarithm == 0 ? _first : _tiles[logarithm] ??= new OnnxTile(_session, _layout, 1 << logarithm);

    /// <summary>The text label of a row whose inputs the first tile holds.</summary>
    public string TextLabel(string output)
    {
        using IDisposableReadOnlyCollection<OrtValue> values = _session.Run(_options, [.. _layout.Inputs.Select(static input => input.Name)], [.. _first.InputValues], [output]);
        return values[0].GetStringElement(0);
    }

    /// <summary>Stops the call under way when it has run for longer than the deadline.</summary>
    public void StopWhenLate(TimeProvider clock, TimeSpan deadline)
    {
        long seen = Volatile.Read(ref _state);
        if ((seen & PhaseMask) != Running || clock.GetElapsedTime(seen >> PhaseBits, clock.GetTimestamp()) <= deadline)
        {
            return;
        }

        if (Interlocked.CompareExchange(ref _state, Stopping, seen) == seen)
        {
            _options.Terminate = true;
            Volatile.Write(ref _state, Stopped);
        }
    }

    public void Dispose()
    {
        _first.Dispose();
        foreach (OnnxTile? tile in _tiles)
        {
            tile?.Dispose();
        }

        _options.Dispose();
    }

    private void RunWatched(OnnxTile tile)
    {
        long running = (_clock!.GetTimestamp() << PhaseBits) | Running;
        WasStopped = false;
        Volatile.Write(ref _state, running);
        try
        {
            tile.Run(_session, _options);
        }
        finally
        {
            if (Interlocked.CompareExchange(ref _state, Idle, running) != running)
            {
                Restart();
            }
        }
    }

    // The watch is setting the flag at this moment, or has; it must be done before the flag is taken back.
    private void Restart()
    {
        var wait = default(SpinWait);
        while (Volatile.Read(ref _state) != Stopped)
        {
            wait.SpinOnce();
        }

        _options.Terminate = false;
        WasStopped = true;
        Volatile.Write(ref _state, Idle);
    }
}
