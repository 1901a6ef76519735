namespace Risk.Velocity;

/// <summary>Where the values of a file go in the store as it is now: columns by attribute, conditions by text, what buckets keep by both.</summary>
internal sealed class EntityMapping
{
    private readonly int[] _columns;
    private readonly int[] _conditions;
    private readonly ulong[] _missing;
    private readonly bool _isSame;

    public EntityMapping(EntityManifest file, WindowGroup entity)
    {
        Group = entity;
        _columns = [.. entity.Columns.Select(column => Array.IndexOf(file.Columns, column))];
        _conditions = [.. entity.Conditions.Select(condition => Array.IndexOf(file.Conditions, condition.Text))];
        _missing = [.. entity.Columns.Select(static column => column.Missing)];
        _isSame = _columns.Select(static (from, to) => from == to).All(static same => same) && _conditions.Select(static (from, to) => from == to).All(static same => same);
        FileColumns = file.Columns.Length;
        FileSlots = file.Slots;
        Slots = [.. entity.Slots.Select(slot => Array.FindIndex(file.Slots, stored => Matches(stored, slot)))];

        // What only labels by id need is no part of a window.
        LacksSomething = entity.Span > file.Span || Slots.Contains(-1)
            || entity.Columns.Where((column, i) => _columns[i] < 0 && !column.IsIdentity).Any()
            || entity.Conditions.Where((condition, i) => _conditions[i] < 0 && condition.Label is null).Any();
    }

    public WindowGroup Group { get; }

    /// <summary>What a bucket keeps in the file.</summary>
    public BucketSlot[] FileSlots { get; }

    /// <summary>For everything that a bucket of the store keeps its index among the file's; -1 when the file lacks it.</summary>
    public int[] Slots { get; }

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

    private bool Matches(BucketSlot stored, BucketSlot slot) =>
        stored.Kind == slot.Kind && stored.Column == Place(_columns, slot.Column) && stored.Condition == Place(_conditions, slot.Condition);

    // What is no index (every event, the event's time) is the same everywhere.
    private static int Place(int[] places, int index) => index < 0 ? index : places[index] < 0 ? int.MinValue : places[index];
}
