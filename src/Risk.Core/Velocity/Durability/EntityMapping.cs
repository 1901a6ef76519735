namespace Risk.Velocity;

/// <summary>Where the values of events in a file go in the store as it is now: columns by attribute, conditions by text.</summary>
internal sealed class EntityMapping
{
    private readonly int[] _columns;
    private readonly int[] _conditions;
    private readonly ulong[] _missing;
    private readonly bool _isSame;

    public EntityMapping(EntityManifest file, EntityStore entity)
    {
        Entity = entity;
        _columns = [.. entity.Columns.Select(column => Array.IndexOf(file.Columns, column))];
        _conditions = [.. entity.Conditions.Select(condition => Array.IndexOf(file.Conditions, condition.Text))];
        _missing = [.. entity.Columns.Select(static column => column.Missing)];
        _isSame = _columns.Select(static (from, to) => from == to).All(static same => same) && _conditions.Select(static (from, to) => from == to).All(static same => same);
        FileColumns = file.Columns.Length;

        // What only labels by id need is no part of a window.
        LacksSomething = entity.Layout.Span > file.Span
            || entity.Columns.Where((column, i) => _columns[i] < 0 && !column.IsIdentity).Any()
            || entity.Conditions.Where((condition, i) => _conditions[i] < 0 && condition.Label is null).Any();
    }

    public EntityStore Entity { get; }

    /// <summary>How many values an event has in the file.</summary>
    public int FileColumns { get; }

    /// <summary>How many values an event has in the store.</summary>
    public int Columns => _columns.Length;

    /// <summary>Whether windows of the store need what the file does not hold.</summary>
    public bool LacksSomething { get; }

    public ulong Flags(ulong flags)
    {
        if (_isSame)
        {
            return flags;
        }

        ulong mapped = 0;
        for (int i = 0; i < _conditions.Length; i++)
        {
            mapped |= _conditions[i] >= 0 ? ((flags >> _conditions[i]) & 1) << i : 0;
        }

        return mapped;
    }

    public void Values(ReadOnlySpan<ulong> file, Span<ulong> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _columns[i] >= 0 ? file[_columns[i]] : _missing[i];
        }
    }
}
