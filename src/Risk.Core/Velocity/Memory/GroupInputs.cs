using System.Runtime.CompilerServices;
using Risk.Events;
using Risk.Internals;

namespace Risk.Velocity;

/// <summary>Where the key parts, values and conditions of a group of windows lie in a row.</summary>
/// <remarks>Allocations: none. Thread safety: safe for distinct rows.</remarks>
internal sealed class GroupInputs
{
    private static readonly ulong EmptyText = TextHash.Exact("");

    private readonly (int Position, bool IsText)[] _keys;
    private readonly (int Position, ColumnSource Source)[] _columns;
    private readonly ulong[] _missing;
    private readonly WindowCondition[] _conditions;

    public GroupInputs(WindowGroup group, AttributeLayoutBuilder layout)
    {
        _keys = [.. group.Keys.Select(key => UseKey(key, layout))];
        _columns = [.. group.Columns.Select(column => UseColumn(column, layout))];
        _missing = [.. group.Columns.Select(static column => column.Missing)];
        _conditions = [.. group.Conditions.Select(condition => WindowCondition.Compile(condition, layout))];
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
    public int Columns => _columns.Length;

    /// <summary>How many conditions are looked at.</summary>
    public int Conditions => _conditions.Length;

    /// <summary>The key's hash; 0 when a part of the key is missing or empty.</summary>
    public ulong HashOf(AttributeRow row)
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

        return hash;
    }

    /// <summary>The values by column: doubles' bits, or hashes with 0 for missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ReadValues(AttributeRow row, Span<ulong> values)
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
    public ulong ReadFlags(AttributeRow row)
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
