using System.Numerics;
using System.Runtime.CompilerServices;
using Risk.Events;

namespace Risk.Velocity;

/// <summary>The windows of one scorer over one entity: what it reads of a row, and where the answers go.</summary>
internal sealed class EntityReader
{
    private const int StackColumns = 16;

    private readonly EntityStore _entity;
    private readonly GroupInputs _inputs;
    private readonly WindowOutput[] _outputs;
    private readonly long _lateness;
    private readonly int _maximumCapacity;
    private readonly EventIndex? _index;
    private readonly int _idColumn;

    public EntityReader(EntityStore entity, IReadOnlyList<WindowDefinition> windows, int[] indexes, AttributeLayoutBuilder layout, VelocityOptions options, EventIndex? index)
    {
        (_index, _idColumn) = (index, entity.IdColumn);
        _entity = entity;
        _inputs = new GroupInputs(entity, layout);
        _outputs = [.. windows.Select((window, i) => new WindowOutput(indexes[i], layout.AddComputed(window.Name, AttributeKind.Number)))];
        _lateness = (long)options.AllowedLateness.TotalMicroseconds;
        _maximumCapacity = BitOperations.Log2((uint)options.MaximumEventsPerKey);
    }

    /// <summary>The key's hash, its table line on the way to the cache; 0 when a part of the key is missing or empty.</summary>
    public ulong Prepare(AttributeRow row)
    {
        ulong hash = _inputs.HashOf(row);
        if (hash != 0)
        {
            _entity.StripeOf(hash).PrefetchTable(hash);
        }

        return hash;
    }

    /// <summary>The key's block on the way to the cache.</summary>
    /// <returns>Where the key seems to stand, to be handed to <see cref="Process"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Locate(ulong hash) => _entity.StripeOf(hash).PrefetchBlock(hash);

    /// <summary>The events that leave next on the way to the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchEvents(ulong hash, int guess) => _entity.StripeOf(hash).PrefetchEvents(guess);

    [SkipLocalsInit]
    public bool Process(AttributeRow row, ulong hash, int guess, long time, bool record, bool isDetached)
    {
        Span<ulong> values = _inputs.Columns <= StackColumns ? stackalloc ulong[StackColumns] : new ulong[_inputs.Columns];
        values = values[.._inputs.Columns];
        _inputs.ReadValues(row, values);
        ulong flags = _inputs.ReadFlags(row);
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

    /// <summary>Writes a label that became known later into one event that was recorded.</summary>
    /// <param name="row">The event: its keys, and the label.</param>
    /// <param name="time">Its time.</param>
    /// <param name="label">The attribute that became known.</param>
    /// <returns>Null when this entity keeps nothing of the label; whether an event was found and changed otherwise.</returns>
    public bool? RecordOutcome(AttributeRow row, long time, string label)
    {
        ulong columns = Mask(_entity.Columns.Take(_inputs.Columns).Select(column => column.Attribute == label && !column.IsIdentity));
        ulong conditions = Mask(_entity.Conditions.Take(_inputs.Conditions).Select(condition => condition.Label is null && EventCondition.LooksAt(condition.Where, label)));
        ulong hash = (columns | conditions) == 0 ? 0 : Prepare(row);
        if (hash == 0)
        {
            return null;
        }

        ulong[] values = new ulong[_inputs.Columns];
        _inputs.ReadValues(row, values);
        var outcome = new EntityOutcome { Hash = hash, Time = time, Flags = _inputs.ReadFlags(row), Values = values, ChangedColumns = columns, ChangedConditions = conditions };
        return _entity.StripeOf(hash).RecordOutcome(in outcome);
    }

    public void WriteMissing(AttributeRow row)
    {
        foreach (WindowOutput output in _outputs)
        {
            row.Numbers[output.Position] = double.NaN;
        }
    }

    private static ulong Mask(IEnumerable<bool> bits) => bits.Take(64).Select(static (bit, i) => bit ? 1UL << i : 0).Aggregate(0UL, static (mask, bit) => mask | bit);
}
