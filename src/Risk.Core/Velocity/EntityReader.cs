using System.Numerics;
using System.Runtime.CompilerServices;
using Risk.Events;

namespace Risk.Velocity;

/// <summary>The exact windows of one scorer over one entity.</summary>
internal sealed class EntityReader : GroupReader
{
    private readonly EntityStore _entity;
    private readonly int _maximumCapacity;
    private readonly EventIndex? _index;
    private readonly int _idColumn;

    public EntityReader(EntityStore entity, IReadOnlyList<WindowDefinition> windows, int[] indexes, AttributeLayoutBuilder layout, VelocityOptions options, EventIndex? index)
        : base(entity, windows, indexes, layout, options)
    {
        (_entity, _index, _idColumn) = (entity, index, entity.IdColumn);
        _maximumCapacity = BitOperations.Log2((uint)options.MaximumEventsPerKey);
    }

    /// <summary>The events that leave next on the way to the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchEvents(ulong hash, int guess) => _entity.StripeOf(hash).PrefetchEvents(guess);

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override bool Process(AttributeRow row, ulong hash, int guess, long time, bool record, bool isDetached)
    {
        Span<ulong> values = Columns <= StackColumns ? stackalloc ulong[StackColumns] : new ulong[Columns];
        values = values[..Columns];
        ReadValues(row, values);
        ulong flags = ReadFlags(row);
        ulong id = record && _idColumn >= 0 ? values[_idColumn] : 0;
        if (id != 0)
        {
            _index!.Prefetch(id);
        }

        var current = new EntityEvent
        {
            Hash = hash,
            Time = time,
            Flags = flags,
            Values = values,
            IsDetached = isDetached,
            Lateness = _lateness,
            MaximumCapacity = _maximumCapacity,
        };
        bool complete = _entity.StripeOf(hash).Process(in current, guess, _outputs, row.Numbers, record);
        if (id != 0)
        {
            _index!.Add(id, new EventPlace(_entity.Ordinal, hash, time));
        }

        return complete;
    }

    /// <inheritdoc/>
    public override bool? RecordOutcome(AttributeRow row, long time, string label)
    {
        ulong columns = Mask(_entity.Columns.Take(Columns).Select(column => column.Attribute == label && !column.IsIdentity));
        ulong conditions = Mask(_entity.Conditions.Take(Conditions).Select(condition => condition.Label is null && EventCondition.LooksAt(condition.Where, label)));
        ulong hash = (columns | conditions) == 0 ? 0 : Prepare(row);
        if (hash == 0)
        {
            return null;
        }

        ulong[] values = new ulong[Columns];
        ReadValues(row, values);
        var outcome = new EntityOutcome { Hash = hash, Time = time, Flags = ReadFlags(row), Values = values, ChangedColumns = columns, ChangedConditions = conditions };
        return _entity.StripeOf(hash).RecordOutcome(in outcome);
    }

    private static ulong Mask(IEnumerable<bool> bits) => bits.Take(64).Select(static (bit, i) => bit ? 1UL << i : 0).Aggregate(0UL, static (mask, bit) => mask | bit);
}
