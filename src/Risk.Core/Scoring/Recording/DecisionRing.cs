using System.Numerics;

namespace Risk.Scoring.Recording;

/// <summary>
/// A bounded queue of records between the threads that score and the one that writes, without locks. Each slot counts its turns: a thread takes the slot at the tail by a
/// compare-exchange when it is its turn, fills it in place, and passes the turn to the writer; the writer passes it on to the next round. When the slot at the tail still
/// belongs to the writer the queue is full, and nobody waits.
/// </summary>
internal sealed class DecisionRing
{
    private readonly DecisionRecord[] _slots;
    private readonly int _mask;
    private PaddedCounter _tail;
    private PaddedCounter _head;

    public DecisionRing(int capacity)
    {
        int count = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(capacity, 2, 1 << 24));
        _mask = count - 1;
        _slots = new DecisionRecord[count];
        for (int i = 0; i < count; i++)
        {
            _slots[i] = new DecisionRecord { Turn = i };
        }
    }

    public int Capacity => _mask + 1;

    /// <summary>How many records were taken in since the start.</summary>
    public long Tail => Volatile.Read(ref _tail.Value);

    /// <summary>How many of them the writer has done with.</summary>
    public long Head => Volatile.Read(ref _head.Value);

    /// <summary>Takes the next free slot, to be filled and then given to the writer by <see cref="Publish"/>.</summary>
    /// <returns>False when the queue is full.</returns>
    public bool TryClaim(out DecisionRecord record, out long position)
    {
        position = Volatile.Read(ref _tail.Value);
        while (true)
        {
            record = _slots[position & _mask];
            long turn = Volatile.Read(ref record.Turn);
            if (turn == position)
            {
                long seen = Interlocked.CompareExchange(ref _tail.Value, position + 1, position);
                if (seen == position)
                {
                    return true;
                }

                position = seen;
            }
            else if (turn < position)
            {
                return false;
            }
            else
            {
                position = Volatile.Read(ref _tail.Value);
            }
        }
    }

    /// <summary>Gives a filled slot to the writer.</summary>
    public static void Publish(DecisionRecord record, long position) => Volatile.Write(ref record.Turn, position + 1);

    /// <summary>The oldest record that is filled; for the writer alone.</summary>
    public DecisionRecord? Peek()
    {
        DecisionRecord record = _slots[_head.Value & _mask];
        return Volatile.Read(ref record.Turn) == _head.Value + 1 ? record : null;
    }

    /// <summary>Gives the record of <see cref="Peek"/> back for the next round.</summary>
    public void Release(DecisionRecord record)
    {
        Volatile.Write(ref record.Turn, _head.Value + Capacity);
        Volatile.Write(ref _head.Value, _head.Value + 1);
    }
}
