namespace Risk.Models.Graph;

/// <summary>
/// Keeps scratch space between calls without a lock: a lease takes an array out of a slot by one atomic exchange, a return
/// puts it back. A thread begins at a slot of its own, so threads seldom meet. When every slot is empty because more
/// calls run at once than ever before, a new array is made and kept from then on.
/// </summary>
internal sealed class ScratchPool
{
    private readonly byte[]?[] _slots;
    private readonly int _length;

    /// <summary>A pool of arrays of one length.</summary>
    public ScratchPool(int length)
    {
        _length = length;
        _slots = new byte[]?[Math.Max(Environment.ProcessorCount, 1) * 2];
        _slots[0] = new byte[length];
    }

    /// <summary>Takes an array; its content is undefined.</summary>
    public byte[] Lease()
    {
        int first = Environment.CurrentManagedThreadId;
        for (int i = 0; i < _slots.Length; i++)
        {
            ref byte[]? slot = ref _slots[(int)((uint)(first + i) % (uint)_slots.Length)];
            if (slot is not null && Interlocked.Exchange(ref slot, null) is { } leased)
            {
                return leased;
            }
        }

        return new byte[_length];
    }

    /// <summary>Puts an array back; it is dropped when there is no room.</summary>
    public void Return(byte[] leased)
    {
        int first = Environment.CurrentManagedThreadId;
        for (int i = 0; i < _slots.Length; i++)
        {
            ref byte[]? slot = ref _slots[(int)((uint)(first + i) % (uint)_slots.Length)];
            if (slot is null && Interlocked.CompareExchange(ref slot, leased, null) is null)
            {
                return;
            }
        }
    }
}
