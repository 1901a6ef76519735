using System.Runtime.CompilerServices;
using Risk.Events;

namespace Risk.Velocity;

/// <summary>The windows of one scorer over a store: for every entity the key's hash, then one visit to its stripe.</summary>
internal sealed partial class VelocityReader : IWindowReader
{
    private const int StackPlaces = 16;

    private readonly VelocityStore _store;
    private readonly EntityReader[] _entities;
    private readonly BucketReader[] _buckets;
    private readonly int _timePosition;
    private readonly TimeProvider? _clock;
    private readonly double _aheadMicroseconds;
    private double _lastClock = double.NegativeInfinity;

    public VelocityReader(VelocityStore store, IReadOnlyList<WindowDefinition> windows, EntityReader[] entities, BucketReader[] buckets, int timePosition)
    {
        (_store, Windows, _entities, _buckets, _timePosition) = (store, windows, entities, buckets, timePosition);
        _clock = store.Options.Clock;
        _aheadMicroseconds = store.Options.MaximumAhead.TotalMicroseconds;
    }

    /// <inheritdoc/>
    public IReadOnlyList<WindowDefinition> Windows { get; }

    /// <inheritdoc/>
    public bool Read(AttributeRow row) => Process(row, record: false);

    /// <inheritdoc/>
    public bool ReadAndRecord(AttributeRow row) => Process(row, record: true);

    // The clock is asked only when the last answer would call the event too far ahead: about once in MaximumAhead.
    private bool IsAhead(double time)
    {
        if (time <= Volatile.Read(ref _lastClock))
        {
            return false;
        }

        double now = Internals.UnixTime.Microseconds(_clock!.GetUtcNow());
        Volatile.Write(ref _lastClock, now);
        return time > now;
    }

    [SkipLocalsInit]
    private bool Process(AttributeRow row, bool record)
    {
        int count = _entities.Length + _buckets.Length;
        Span<KeyPlace> places = count <= StackPlaces ? stackalloc KeyPlace[StackPlaces] : new KeyPlace[count];
        places = places[..count];

        // Passes, so that the memory of all entities is on its way at once: tables, blocks, the events that leave next, then the work.
        Prepare(row, places);
        Locate(places);
        PrefetchEvents(places);
        return Process(row, places, record);
    }

    private void Prepare(AttributeRow row, Span<KeyPlace> places)
    {
        EntityReader[] entities = _entities;
        for (int i = 0; i < entities.Length; i++)
        {
            places[i].Hash = entities[i].Prepare(row);
        }

        BucketReader[] buckets = _buckets;
        for (int i = 0; i < buckets.Length; i++)
        {
            places[entities.Length + i].Hash = buckets[i].Prepare(row);
        }
    }

    private void Locate(Span<KeyPlace> places)
    {
        EntityReader[] entities = _entities;
        for (int i = 0; i < entities.Length; i++)
        {
            places[i].Guess = places[i].Hash == 0 ? -1 : entities[i].Locate(places[i].Hash);
        }

        BucketReader[] buckets = _buckets;
        for (int i = 0; i < buckets.Length; i++)
        {
            ref KeyPlace place = ref places[entities.Length + i];
            place.Guess = place.Hash == 0 ? -1 : buckets[i].Locate(place.Hash);
        }
    }

    private void PrefetchEvents(ReadOnlySpan<KeyPlace> places)
    {
        EntityReader[] entities = _entities;
        for (int i = 0; i < entities.Length; i++)
        {
            if (places[i].Guess >= 0)
            {
                entities[i].PrefetchEvents(places[i].Hash, places[i].Guess);
            }
        }
    }

    private bool Process(AttributeRow row, ReadOnlySpan<KeyPlace> places, bool record)
    {
        double time = row.Numbers[_timePosition];

        // Also false for NaN: an event without a time belongs to no window.
        if (!(Math.Abs(time) < long.MaxValue / 4))
        {
            _store.Counters.CountUntimed();
            WriteMissing(row);
            return true;
        }

        bool isDetached = _clock is not null && IsAhead(time - _aheadMicroseconds);
        if (isDetached && record)
        {
            _store.Counters.CountFuture();
            record = false;
        }

        bool complete = true;
        EntityReader[] entities = _entities;
        BucketReader[] buckets = _buckets;
        for (int i = 0; i < buckets.Length; i++)
        {
            KeyPlace place = places[entities.Length + i];
            if (place.Hash != 0)
            {
                complete &= buckets[i].Process(row, place.Hash, place.Guess, (long)time, record, isDetached);
            }
            else
            {
                _store.Counters.CountUnkeyed();
                buckets[i].WriteMissing(row);
            }
        }

        for (int i = 0; i < entities.Length; i++)
        {
            KeyPlace place = places[i];
            if (place.Hash != 0)
            {
                complete &= entities[i].Process(row, place.Hash, place.Guess, (long)time, record, isDetached);
            }
            else
            {
                _store.Counters.CountUnkeyed();
                entities[i].WriteMissing(row);
            }
        }

        if (record)
        {
            _store.Persistence?.Recorded();
        }

        return complete;
    }

    private void WriteMissing(AttributeRow row)
    {
        foreach (EntityReader entity in _entities)
        {
            entity.WriteMissing(row);
        }

        foreach (BucketReader bucket in _buckets)
        {
            bucket.WriteMissing(row);
        }
    }

    private struct KeyPlace
    {
        public ulong Hash;
        public int Guess;
    }
}
