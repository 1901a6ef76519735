using System.Runtime.CompilerServices;
using Risk.Events;

namespace Risk.Velocity;

/// <summary>The windows of one scorer over a store: for every group the key's hash, then one visit to its stripe.</summary>
internal sealed partial class VelocityReader : IWindowReader
{
    private const int StackGroups = 16;

    private readonly VelocityStore _store;
    private readonly EntityReader[] _entities;
    private readonly GroupReader[] _groups;
    private readonly int _timePosition;
    private readonly TimeProvider? _clock;
    private readonly double _aheadMicroseconds;
    private double _lastClock = double.NegativeInfinity;

    public VelocityReader(VelocityStore store, IReadOnlyList<WindowDefinition> windows, EntityReader[] entities, BucketReader[] buckets, int timePosition)
    {
        (_store, Windows, _entities, _timePosition) = (store, windows, entities, timePosition);
        _groups = [.. entities, .. buckets];
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

    // Passes, so that the memory of all groups is on its way at once: tables, blocks, the events that leave next, then the work.
    [SkipLocalsInit]
    private bool Process(AttributeRow row, bool record)
    {
        int count = _groups.Length;
        Span<KeyPlace> places = count <= StackGroups ? stackalloc KeyPlace[StackGroups] : new KeyPlace[count];
        places = places[..count];
        Prepare(row, places);
        Locate(places);
        PrefetchEvents(places);
        return Process(row, places, record);
    }

    private void Prepare(AttributeRow row, Span<KeyPlace> places)
    {
        GroupReader[] groups = _groups;
        for (int i = 0; i < groups.Length; i++)
        {
            places[i].Hash = groups[i].Prepare(row);
        }
    }

    private void Locate(Span<KeyPlace> places)
    {
        GroupReader[] groups = _groups;
        for (int i = 0; i < groups.Length; i++)
        {
            places[i].Guess = places[i].Hash == 0 ? -1 : groups[i].Locate(places[i].Hash);
        }
    }

    // Entities come first, and only they keep events.
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
            foreach (GroupReader group in _groups)
            {
                group.WriteMissing(row);
            }

            return true;
        }

        bool isDetached = _clock is not null && IsAhead(time - _aheadMicroseconds);
        if (isDetached && record)
        {
            _store.Counters.CountFuture();
            record = false;
        }

        bool complete = true;
        GroupReader[] groups = _groups;
        for (int i = 0; i < groups.Length; i++)
        {
            KeyPlace place = places[i];
            if (place.Hash != 0)
            {
                complete &= groups[i].Process(row, place.Hash, place.Guess, (long)time, record, isDetached);
            }
            else
            {
                _store.Counters.CountUnkeyed();
                groups[i].WriteMissing(row);
            }
        }

        if (record)
        {
            _store.Persistence?.Recorded();
        }

        return complete;
    }

    // A key's hash, 0 for none, and where it seems to stand.
    private struct KeyPlace
    {
        public ulong Hash;
        public int Guess;
    }
}
