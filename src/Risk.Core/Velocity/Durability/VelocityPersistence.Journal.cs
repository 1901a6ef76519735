namespace Risk.Velocity;

/// <content>The journal: groups of records, flushed by count and by time.</content>
public sealed partial class VelocityPersistence
{
    /// <summary>Writes what waits to the journal. Called by itself as the options say; call it before a planned stop.</summary>
    /// <remarks>Never throws for a disk that fails: see <see cref="Failure"/>. Thread safety: safe.</remarks>
    public void Flush()
    {
        lock (_flushing)
        {
            if (_journal is null)
            {
                Volatile.Write(ref _pending, 0);
                return;
            }

            long flushed = Volatile.Read(ref _pending);
            try
            {
                WriteBatch(_journal);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Stop(problem);
            }

            Interlocked.Add(ref _pending, -flushed);
        }
    }

    /// <summary>Counts an event that was recorded, and flushes when enough of them wait.</summary>
    internal void Recorded()
    {
        if (Interlocked.Increment(ref _pending) >= _options.FlushEvents)
        {
            FlushIfFull();
        }
    }

    private void FlushIfFull()
    {
        lock (_flushing)
        {
            // Whoever held the lock before may have flushed this event too.
            if (Volatile.Read(ref _pending) >= _options.FlushEvents)
            {
                Flush();
            }
        }
    }

    // Layouts change under the registration lock only, so within it the records of a stripe have the width that the entity's layout says.
    private void WriteBatch(JournalFile journal)
    {
        lock (_store.Registration)
        {
            journal.Begin();
            foreach (WindowGroup entity in _store.Entities())
            {
                for (int stripe = 0; stripe < entity.Stripes.Count; stripe++)
                {
                    long first = entity.Stripes[stripe].TakeJournal(ref _spare, out int used);
                    if (used > 0)
                    {
                        journal.Add(entity, stripe, first, _spare.AsSpan(0, used));
                    }
                }
            }
        }

        journal.End(_options.FlushToDisk);
    }

    // A journal with a hole would restore wrong values, so after a failure nothing more goes into it.
    private void Stop(Exception problem)
    {
        Failure = problem;
        _journal?.Dispose();
        _journal = null;
        _store.StopJournal();
    }
}
