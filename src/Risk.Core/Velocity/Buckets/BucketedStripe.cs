namespace Risk.Velocity;

/// <summary>A part of the keys of windows that keep buckets instead of events.</summary>
internal abstract class BucketedStripe : WindowStripe
{
    private protected BucketedStripe(EntityStatistics statistics, MemoryBudget budget, int stripeBits, int prefetchedLines)
        : base(statistics, budget, stripeBits, prefetchedLines)
    {
    }

    /// <summary>Writes the windows of one event, and records it when asked.</summary>
    /// <returns>False when history that some window covers was dropped or evicted.</returns>
    public abstract bool Process(in EntityEvent source, int guess, ReadOnlySpan<WindowOutput> outputs, Span<double> row, bool record);

    /// <summary>Learns how an event that was recorded is known now.</summary>
    /// <returns>False when that changes nothing.</returns>
    public abstract bool RecordOutcome(in EntityEvent before, in EntityEvent now);

    private protected void Noted(int kind, in EntityEvent source)
    {
        _newest = Math.Max(_newest, source.Time);
        _journal?.Append(kind, 0, source.Hash, source.Time, source.Flags, source.Values, JournalColumns);
    }

    /// <summary>Notes a key of a file for which there is no memory.</summary>
    private protected void NoRoomFor(long lastTime)
    {
        _statistics.CountEvicted();
        _lastEviction = Math.Max(_lastEviction, lastTime);
    }
}
