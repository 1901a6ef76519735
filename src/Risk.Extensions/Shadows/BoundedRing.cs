using System.Numerics;

namespace Risk.Extensions.Shadows;

/// <summary>
/// A queue of fixed size for any number of writers and readers, without locks and without allocating: each cell has a turn number that says who may use it next, so a
/// writer claims a place with one compare-and-swap and a full queue is told at once (Vyukov's bounded queue).
/// </summary>
internal sealed class BoundedRing<T>
{
    private readonly Cell[] _cells;
    private readonly long _mask;
    private PaddedPosition _write;
    private PaddedPosition _read;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="capacity">How many it holds, rounded up to a power of two.</param>
    public BoundedRing(int capacity)
    {
        _cells = new Cell[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, capacity))];
        _mask = _cells.Length - 1;
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i].Turn = i;
        }
    }

    /// <summary>How many it holds.</summary>
    public int Capacity => _cells.Length;

    /// <summary>Adds a value.</summary>
    /// <returns>False when the queue is full.</returns>
    public bool TryAdd(in T value)
    {
        long position = Volatile.Read(ref _write.Value);
        while (true)
        {
            ref Cell cell = ref _cells[position & _mask];
            long ahead = Volatile.Read(ref cell.Turn) - position;
            if (ahead < 0)
            {
                return false;
            }

            long claimed = ahead == 0 ? Interlocked.CompareExchange(ref _write.Value, position + 1, position) : Volatile.Read(ref _write.Value);
            if (ahead == 0 && claimed == position)
            {
                cell.Value = value;
                Volatile.Write(ref cell.Turn, position + 1);
                return true;
            }

            position = claimed;
        }
    }

    /// <summary>Takes the oldest value.</summary>
    /// <returns>False when the queue is empty.</returns>
    public bool TryTake(out T value)
    {
        long position = Volatile.Read(ref _read.Value);
        while (true)
        {
            ref Cell cell = ref _cells[position & _mask];
            long ahead = Volatile.Read(ref cell.Turn) - (position + 1);
            if (ahead < 0)
            {
                value = default!;
                return false;
            }

            long claimed = ahead == 0 ? Interlocked.CompareExchange(ref _read.Value, position + 1, position) : Volatile.Read(ref _read.Value);
            if (ahead == 0 && claimed == position)
            {
                value = cell.Value;
                cell.Value = default!;
                Volatile.Write(ref cell.Turn, position + _cells.Length);
                return true;
            }

            position = claimed;
        }
    }

    private struct Cell
    {
        public long Turn;
        public T Value;
    }
}
