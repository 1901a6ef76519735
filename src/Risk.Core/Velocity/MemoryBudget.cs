namespace Risk.Velocity;

/// <summary>The memory that all stripes of a store share. Taken in chunks, so its one counter is touched seldom.</summary>
internal sealed class MemoryBudget(long bytes)
{
    private long _used;

    public long Used => Volatile.Read(ref _used);

    /// <summary>Takes bytes when they are there.</summary>
    public bool TryTake(long wanted)
    {
        if (Interlocked.Add(ref _used, wanted) <= bytes)
        {
            return true;
        }

        Interlocked.Add(ref _used, -wanted);
        return false;
    }

    /// <summary>Takes bytes that can't be refused (tables, migrations), even beyond the budget.</summary>
    public void Take(long wanted) => Interlocked.Add(ref _used, wanted);
}
