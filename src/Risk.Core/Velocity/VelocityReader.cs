using Risk.Events;

namespace Risk.Velocity;

/// <summary>The windows of one scorer over a store: for every entity the key's hash, then one visit to its stripe.</summary>
internal sealed class VelocityReader : IWindowReader
{
    private readonly VelocityStore _store;
    private readonly EntityReader[] _entities;
    private readonly int _timePosition;
    private readonly TimeProvider? _clock;
    private readonly double _aheadMicroseconds;

    public VelocityReader(VelocityStore store, IReadOnlyList<WindowDefinition> windows, EntityReader[] entities, int timePosition)
    {
        (_store, Windows, _entities, _timePosition) = (store, windows, entities, timePosition);
        _clock = store.Options.Clock;
        _aheadMicroseconds = store.Options.MaximumAhead.TotalMicroseconds;
    }

    /// <inheritdoc/>
    public IReadOnlyList<WindowDefinition> Windows { get; }

    /// <inheritdoc/>
    public bool Read(AttributeRow row) => Process(row, record: false);

    /// <inheritdoc/>
    public bool ReadAndRecord(AttributeRow row) => Process(row, record: true);

    private bool Process(AttributeRow row, bool record)
    {
        double time = row.Numbers[_timePosition];

        // Also false for NaN: an event without a time belongs to no window.
        if (!(Math.Abs(time) < long.MaxValue / 4))
        {
            _store.Counters.CountUntimed();
            foreach (EntityReader entity in _entities)
            {
                entity.WriteMissing(row);
            }

            return true;
        }

        bool isDetached = _clock is not null && time - _aheadMicroseconds > Internals.UnixTime.Microseconds(_clock.GetUtcNow());
        if (isDetached && record)
        {
            _store.Counters.CountFuture();
            record = false;
        }

        Span<ulong> hashes = _entities.Length <= 16 ? stackalloc ulong[_entities.Length] : new ulong[_entities.Length];
        for (int i = 0; i < _entities.Length; i++)
        {
            hashes[i] = _entities[i].Prepare(row);
        }

        bool complete = true;
        for (int i = 0; i < _entities.Length; i++)
        {
            if (hashes[i] != 0)
            {
                complete &= _entities[i].Process(row, hashes[i], (long)time, record, isDetached);
            }
            else
            {
                _store.Counters.CountUnkeyed();
                _entities[i].WriteMissing(row);
            }
        }

        return complete;
    }
}
