using System.Numerics;
using System.Runtime.CompilerServices;
using Risk.Events;
using Risk.Internals;

namespace Risk.Velocity;

/// <summary>The windows of one scorer over one entity: where key parts, values and conditions lie in a row, and where the answers go.</summary>
internal sealed class EntityReader
{
    private static readonly ulong EmptyText = TextHash.Exact("");

    private const int StackColumns = 16;

    private readonly EntityStore _entity;
    private readonly (int Position, bool IsText)[] _keys;
    private readonly (int Position, ColumnSource Source)[] _columns;
    private readonly WindowCondition[] _conditions;
    private readonly WindowOutput[] _outputs;
    private readonly long _lateness;
    private readonly int _maximumCapacity;
    private readonly EventIndex? _index;
    private readonly int _idColumn;

    public EntityReader(EntityStore entity, IReadOnlyList<WindowDefinition> windows, int[] indexes, AttributeLayoutBuilder layout, VelocityOptions options, EventIndex? index)
    {
        (_index, _idColumn) = (index, entity.IdColumn);
        _entity = entity;
        _keys = [.. entity.Keys.Select(key => UseKey(key, layout))];
        _columns = [.. entity.Columns.Select(column => UseColumn(column, layout))];
        _conditions = [.. entity.Conditions.Select(condition => WindowCondition.Compile(condition, layout))];
        _outputs = [.. windows.Select((window, i) => new WindowOutput(indexes[i], layout.AddComputed(window.Name, AttributeKind.Number)))];
        _lateness = (long)options.AllowedLateness.TotalMicroseconds;
        _maximumCapacity = BitOperations.Log2((uint)options.MaximumEventsPerKey);
    }

    private enum ColumnSource
    {
        /// <summary>The schema has no such attribute any more: missing.</summary>
        None,
        Number,
        NumberHash,
        TextHash,
    }

    /// <summary>The key's hash, its table line on the way to the cache; 0 when a part of the key is missing or empty.</summary>
    public ulong Prepare(AttributeRow row)
    {
        ulong hash = 0;
        for (int i = 0; i < _keys.Length; i++)
        {
            ulong part = PartOf(row, _keys[i].Position, _keys[i].IsText);
            if (part == 0)
            {
                return 0;
            }

            hash = i == 0 ? part : TextHash.Combine(hash, part);
        }

        _entity.StripeOf(hash).PrefetchTable(hash);
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
        Span<ulong> values = _columns.Length <= StackColumns ? stackalloc ulong[StackColumns] : new ulong[_columns.Length];
        values = values[.._columns.Length];
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

    /// <summary>Writes a label that became known later into one event that was recorded.</summary>
    /// <param name="row">The event: its keys, and the label.</param>
    /// <param name="time">Its time.</param>
    /// <param name="label">The attribute that became known.</param>
    /// <returns>Null when this entity keeps nothing of the label; whether an event was found and changed otherwise.</returns>
    public bool? RecordOutcome(AttributeRow row, long time, string label)
    {
        ulong columns = Mask(_entity.Columns.Take(_columns.Length).Select(column => column.Attribute == label && !column.IsIdentity));
        ulong conditions = Mask(_entity.Conditions.Take(_conditions.Length).Select(condition => condition.Label is null && EventCondition.LooksAt(condition.Where, label)));
        ulong hash = (columns | conditions) == 0 ? 0 : Prepare(row);
        if (hash == 0)
        {
            return null;
        }

        ulong[] values = new ulong[_columns.Length];
        ReadValues(row, values);
        var outcome = new EntityOutcome { Hash = hash, Time = time, Flags = ReadFlags(row), Values = values, ChangedColumns = columns, ChangedConditions = conditions };
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReadValues(AttributeRow row, Span<ulong> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            (int position, ColumnSource source) = _columns[i];
            values[i] = source switch
            {
                ColumnSource.Number => BitConverter.DoubleToUInt64Bits(row.Numbers[position]),
                ColumnSource.NumberHash => PartOf(row, position, isText: false),
                ColumnSource.TextHash => PartOf(row, position, isText: true),
                _ => _entity.Columns[i].Missing,
            };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReadFlags(AttributeRow row)
    {
        ulong flags = 0;
        for (int i = 0; i < _conditions.Length; i++)
        {
            flags |= _conditions[i].IsTrue(row) ? 1UL << i : 0;
        }

        return flags;
    }

    // 0 stands for missing; a hash that happens to be 0 shares the value 1.
    private static ulong PartOf(AttributeRow row, int position, bool isText)
    {
        if (isText)
        {
            ulong hash = row.Hashes[position];
            return row.Codes[position] == TextCode.Missing || hash == EmptyText ? 0 : Math.Max(hash, 1);
        }

        double number = row.Numbers[position];
        return double.IsNaN(number) ? 0 : Math.Max(TextHash.Number(number), 1);
    }

    private static (int Position, bool IsText) UseKey(string name, AttributeLayoutBuilder layout)
    {
        int position = layout.IndexOf(name);
        bool isText = layout.Schema[position].IsText;
        layout.Use(position, isText ? AttributeUse.Hash : AttributeUse.Number);
        return (position, isText);
    }

    private static (int Position, ColumnSource Source) UseColumn(ValueColumn column, AttributeLayoutBuilder layout)
    {
        if (!layout.Schema.TryGet(column.Attribute, out AttributeDefinition? attribute) || (attribute.IsText && !column.IsHash))
        {
            return (0, ColumnSource.None);
        }

        int position = layout.IndexOf(column.Attribute);
        layout.Use(position, attribute.IsText ? AttributeUse.Hash : AttributeUse.Number);
        return (position, attribute.IsText ? ColumnSource.TextHash : column.IsHash ? ColumnSource.NumberHash : ColumnSource.Number);
    }
}
