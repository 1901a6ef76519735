namespace Risk.Velocity;

/// <summary>What the events of one entity hold in a file: its keys, columns and conditions by position, and the windows it was kept for.</summary>
/// <param name="Keys">The attributes that make the key.</param>
/// <param name="Columns">The values kept with every event.</param>
/// <param name="Conditions">The conditions whose truth is kept with every event, by bit.</param>
/// <param name="Windows">The windows in words, for the fingerprint.</param>
/// <param name="Span">How far back the windows reach, in microseconds.</param>
internal sealed record EntityManifest(string[] Keys, ValueColumn[] Columns, string[] Conditions, string[] Windows, long Span)
{
    private const int SmallestText = sizeof(int);
    private const byte NumberColumn = 0;
    private const byte HashColumn = 1;
    private const byte IdentityColumn = 2;

    public static EntityManifest Of(EntityStore entity) => new(
        [.. entity.Keys],
        [.. entity.Columns],
        [.. entity.Conditions.Select(static condition => condition.Text)],
        [.. entity.Layout.Windows.Select(static window => Describe(window.Definition)).Order(StringComparer.Ordinal)],
        entity.Layout.Span);

    public static EntityManifest Read(ref ByteReader reader)
    {
        string[] keys = Texts(ref reader);
        var columns = new ValueColumn[reader.Count(SmallestText + 1)];
        for (int i = 0; i < columns.Length; i++)
        {
            string attribute = reader.Text();
            byte kind = reader.Byte();
            columns[i] = new ValueColumn(attribute, kind != NumberColumn, kind == IdentityColumn);
        }

        return new EntityManifest(keys, columns, Texts(ref reader), Texts(ref reader), reader.Int64());
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
    }

    // The name of a window is no part of what it is.
    private static string Describe(WindowDefinition window) =>
        FormattableString.Invariant($"{window.Aggregate}|{window.Value}|{window.Window.Ticks}|{window.Lag.Ticks}|{window.IncludeCurrent}|{window.Where}");

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
