namespace Risk.Velocity;

/// <summary>What the events of one entity hold in a file: its keys, columns and conditions by position, and the windows it was kept for.</summary>
/// <param name="Keys">The attributes that make the key.</param>
/// <param name="Columns">The values kept with every event.</param>
/// <param name="Conditions">The conditions whose truth is kept with every event, by bit.</param>
/// <param name="Windows">The windows in words, for the fingerprint.</param>
/// <param name="Span">How far back the windows reach, in microseconds.</param>
/// <param name="BucketWidth">The width of a bucket in microseconds; 0 where events are kept.</param>
/// <param name="Slots">What a bucket keeps; empty where events are kept.</param>
/// <param name="ExactDistinctValues">Up to how many distinct values are counted exactly; 0 where counters or events are kept.</param>
internal sealed record EntityManifest(string[] Keys, ValueColumn[] Columns, string[] Conditions, string[] Windows, long Span, long BucketWidth, BucketSlot[] Slots, int ExactDistinctValues)
{
    private const int SmallestText = sizeof(int);
    private const byte NumberColumn = 0;
    private const byte HashColumn = 1;
    private const byte IdentityColumn = 2;

    public static EntityManifest Of(WindowGroup group) => new(
        [.. group.Keys],
        [.. group.Columns],
        [.. group.Conditions.Select(static condition => condition.Text)],
        [.. group.Windows.Select(Describe).Order(StringComparer.Ordinal)],
        group.Span,
        group.BucketWidth,
        [.. group.Slots],
        group.ExactDistinctValues);

    /// <summary>Whether a group keeps the same in the same way.</summary>
    public bool IsOf(WindowGroup group) => IsLike(group.Keys, group.BucketWidth, group.ExactDistinctValues, group.Columns, [.. group.Conditions.Select(static condition => condition.Text)]);

    /// <summary>Whether another file keeps the same in the same way.</summary>
    public bool IsLike(EntityManifest other) => IsLike(other.Keys, other.BucketWidth, other.ExactDistinctValues, other.Columns, other.Conditions);

    /// <param name="reader">The file.</param>
    /// <param name="version">Its version: the first one knew events only.</param>
    public static EntityManifest Read(ref ByteReader reader, int version)
    {
        string[] keys = Texts(ref reader);
        var columns = new ValueColumn[reader.Count(SmallestText + 1)];
        for (int i = 0; i < columns.Length; i++)
        {
            string attribute = reader.Text();
            byte kind = reader.Byte();
            columns[i] = new ValueColumn(attribute, kind != NumberColumn, kind == IdentityColumn);
        }

        string[] conditions = Texts(ref reader);
        string[] windows = Texts(ref reader);
        long span = reader.Int64();
        return version == SnapshotFile.FirstVersion
            ? new EntityManifest(keys, columns, conditions, windows, span, 0, [], 0)
            : new EntityManifest(keys, columns, conditions, windows, span, reader.Int64(), ReadSlots(ref reader), reader.Int32());
    }

    public void Write(ByteWriter writer)
    {
        Texts(writer, Keys);
        writer.Int32(Columns.Length);
        foreach (ValueColumn column in Columns)
        {
            writer.Text(column.Attribute);
            writer.Byte(column.IsIdentity ? IdentityColumn : column.IsHash ? HashColumn : NumberColumn);
        }

        Texts(writer, Conditions);
        Texts(writer, Windows);
        writer.Int64(Span);
        writer.Int64(BucketWidth);
        writer.Int32(Slots.Length);
        foreach (BucketSlot slot in Slots)
        {
            writer.Byte((byte)slot.Kind);
            writer.Int32(slot.Column);
            writer.Int32(slot.Condition);
        }

        writer.Int32(ExactDistinctValues);
    }

    // Distinct values of different attributes or conditions are not kept together.
    private bool IsLike(IReadOnlyList<string> keys, long width, int values, IReadOnlyList<ValueColumn> columns, IReadOnlyList<string> conditions) =>
        Keys.SequenceEqual(keys) && BucketWidth == width && ExactDistinctValues == values
        && (values == 0 || (Columns.SequenceEqual(columns) && Conditions.SequenceEqual(conditions)));

    private static BucketSlot[] ReadSlots(ref ByteReader reader)
    {
        var slots = new BucketSlot[reader.Count(1 + (2 * sizeof(int)))];
        int word = BucketLayout.FirstSlotWord;
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = new BucketSlot((AggregateKind)reader.Byte(), reader.Int32(), reader.Int32(), word);
            word += slots[i].Words;
        }

        return slots;
    }

    // The name of a window is no part of what it is.
    private static string Describe(WindowDefinition window) =>
        FormattableString.Invariant($"{window.Aggregate}|{window.Value}|{window.Window.Ticks}|{window.Lag.Ticks}|{window.IncludeCurrent}|{window.Where}")
        + (window.Buckets is { } buckets ? FormattableString.Invariant($"|{buckets} buckets") : "")
        + (window.ExactDistinctValues is { } values ? FormattableString.Invariant($"|{values} exact") : "");

    private static string[] Texts(ref ByteReader reader)
    {
        string[] texts = new string[reader.Count(SmallestText)];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.Text();
        }

        return texts;
    }

    private static void Texts(ByteWriter writer, string[] texts)
    {
        writer.Int32(texts.Length);
        foreach (string text in texts)
        {
            writer.Text(text);
        }
    }
}
