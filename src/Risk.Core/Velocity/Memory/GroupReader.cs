using System.Runtime.CompilerServices;
using Risk.Events;
using Risk.Internals;

namespace Risk.Velocity;

/// <summary>The windows of one scorer over one group: where key parts, values and conditions lie in a row, and where the answers go.</summary>
/// <remarks>Allocations: none. Thread safety: safe for distinct rows.</remarks>
internal abstract class GroupReader
{
    /// <summary>Up to how many values of an event lie on the stack.</summary>
    private protected const int StackColumns = 16;

    private static readonly ulong EmptyText = TextHash.Exact("");

    private protected readonly WindowOutput[] _outputs;
    private protected readonly long _lateness;
    private readonly WindowGroup _group;
    private readonly (int Position, bool IsText)[] _keys;
    private readonly (int Position, ColumnSource Source)[] _columns;
    private readonly ulong[] _missing;
    private readonly WindowCondition[] _conditions;

    /// <param name="group">What is read.</param>
    /// <param name="windows">Windows that the group knows.</param>
    /// <param name="indexes">Which of the group's each is.</param>
    /// <param name="layout">The row.</param>
    /// <param name="options">The store's options.</param>
    private protected GroupReader(WindowGroup group, IReadOnlyList<WindowDefinition> windows, int[] indexes, AttributeLayoutBuilder layout, VelocityOptions options)
    {
        _group = group;
        _keys = [.. group.Keys.Select(key => UseKey(key, layout))];
        _columns = [.. group.Columns.Select(column => UseColumn(column, layout))];
        _missing = [.. group.Columns.Select(static column => column.Missing)];
        _conditions = [.. group.Conditions.Select(condition => WindowCondition.Compile(condition, layout))];
        _outputs = [.. windows.Select((window, i) => new WindowOutput(indexes[i], layout.AddComputed(window.Name, AttributeKind.Number)))];
        _lateness = (long)options.AllowedLateness.TotalMicroseconds;
    }

    private enum ColumnSource
    {
        /// <summary>The schema has no such attribute any more: missing.</summary>
        None,
        Number,
        NumberHash,
        TextHash,
    }

    /// <summary>How many values an event has.</summary>
    private protected int Columns => _columns.Length;

    /// <summary>How many conditions are looked at.</summary>
    private protected int Conditions => _conditions.Length;

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

        _group.StripeAt(hash).PrefetchTable(hash);
        return hash;
    }

    /// <summary>The key's block on the way to the cache.</summary>
    /// <returns>Where the key seems to stand, to be handed to <see cref="Process"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Locate(ulong hash) => _group.StripeAt(hash).PrefetchBlock(hash);

    /// <summary>Writes the windows of one event, and records it when asked.</summary>
    /// <param name="row">The event.</param>
    /// <param name="hash">Its key.</param>
    /// <param name="guess">Where the key seems to stand; -1 for nowhere.</param>
    /// <param name="time">Its time.</param>
    /// <param name="record">Whether to record it.</param>
    /// <param name="isDetached">Whether it lies too far ahead to move anything.</param>
    /// <returns>False when history that some window covers was dropped or evicted.</returns>
    public abstract bool Process(AttributeRow row, ulong hash, int guess, long time, bool record, bool isDetached);

    /// <summary>Tells the group a label that became known after its event was recorded.</summary>
    /// <param name="row">The event: its keys, its other values, and the label.</param>
    /// <param name="time">Its time.</param>
    /// <param name="label">The attribute that became known.</param>
    /// <returns>Null when this group keeps nothing of the label; whether the event was found and changed otherwise.</returns>
    public abstract bool? RecordOutcome(AttributeRow row, long time, string label);

    public void WriteMissing(AttributeRow row)
    {
        foreach (WindowOutput output in _outputs)
        {
            row.Numbers[output.Position] = double.NaN;
        }
    }

    /// <summary>The values by column: doubles' bits, or hashes with 0 for missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void ReadValues(AttributeRow row, Span<ulong> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            (int position, ColumnSource source) = _columns[i];
            values[i] = source switch
            {
                ColumnSource.Number => BitConverter.DoubleToUInt64Bits(row.Numbers[position]),
                ColumnSource.NumberHash => PartOf(row, position, isText: false),
                ColumnSource.TextHash => PartOf(row, position, isText: true),
                _ => _missing[i],
            };
        }
    }

    /// <summary>The conditions that an event satisfies, by bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected ulong ReadFlags(AttributeRow row)
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
