using Risk.Monitoring;

namespace Risk.Velocity;

/// <summary>Counts what a store did beside the ordinary: nothing is lost silently.</summary>
internal sealed class EntityStatistics
{
    private const int Late = 0;
    private const int Dropped = 1;
    private const int Evicted = 2;
    private const int Future = 3;
    private const int Unkeyed = 4;
    private const int Untimed = 5;
    private const int OutcomeWithoutEvent = 6;
    private const int ForgottenEventId = 7;
    private const int DuplicateEventId = 8;
    private const int Sketched = 9;

    private readonly StripedCounters _counters = new(10);

    public void CountLate() => _counters.Increment(Late);

    public void CountDropped() => _counters.Increment(Dropped);

    public void CountEvicted() => _counters.Increment(Evicted);

    public void CountFuture() => _counters.Increment(Future);

    public void CountUnkeyed() => _counters.Increment(Unkeyed);

    public void CountUntimed() => _counters.Increment(Untimed);

    public void CountOutcomeWithoutEvent() => _counters.Increment(OutcomeWithoutEvent);

    public void CountSketched() => _counters.Increment(Sketched);

    public void CountForgottenEventId() => _counters.Increment(ForgottenEventId);

    public void CountDuplicateEventId() => _counters.Increment(DuplicateEventId);

    public VelocityStatistics Read(long keys, long bytes, long eventIds) => new()
    {
        EventIds = eventIds,
        KeyCount = keys,
        MemoryBytes = bytes,
        LateEvents = _counters.Read(Late),
        DroppedEvents = _counters.Read(Dropped),
        EvictedKeys = _counters.Read(Evicted),
        FutureEvents = _counters.Read(Future),
        EventsWithoutKey = _counters.Read(Unkeyed),
        EventsWithoutTime = _counters.Read(Untimed),
        OutcomesWithoutEvent = _counters.Read(OutcomeWithoutEvent),
        ForgottenEventIds = _counters.Read(ForgottenEventId),
        DuplicateEventIds = _counters.Read(DuplicateEventId),
        SketchedKeys = _counters.Read(Sketched),
    };
}
