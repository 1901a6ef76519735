using Risk.Events;
using Risk.Internals;
using Risk.Velocity;

namespace Risk.Postgres;

/// <summary>One window as the server keeps it: a series of buckets that it may share with windows of the same keys, value, condition and bucket width.</summary>
internal sealed class SharedWindow
{
    private static readonly ulong EmptyText = TextHash.Exact("");

    private readonly (int Position, bool IsText)[] _keys;
    private readonly int _valuePosition = -1;
    private readonly bool _valueIsText;
    private readonly WindowCondition? _condition;

    public SharedWindow(WindowDefinition definition, AttributeLayoutBuilder layout, int buckets)
    {
        Definition = definition;
        _keys = [.. definition.Keys.Select(key => Use(key, layout))];
        IsDistinct = definition.Aggregate == WindowAggregate.Distinct;
        if (definition.Value is { } value)
        {
            (_valuePosition, _valueIsText) = Use(value, layout);
        }

        _condition = definition.Where is { } where ? WindowCondition.Compile(new EventCondition(where), layout) : null;
        Length = (long)definition.Window.TotalMicroseconds;
        Lag = (long)definition.Lag.TotalMicroseconds;
        Width = Math.Max(1, Length / buckets);
        Position = layout.AddComputed(definition.Name, AttributeKind.Number);
        using var builder = new FingerprintBuilder("shared window");
        builder.Add(string.Join('\0', definition.Keys)).Add(definition.Value).Add(definition.Where).Add(Width).Add(IsDistinct ? Length : -1);
        Series = (long)builder.Build().Value;
    }

    public WindowDefinition Definition { get; }

    public bool IsDistinct { get; }

    public long Length { get; }

    public long Lag { get; }

    /// <summary>The width of a bucket in microseconds.</summary>
    public long Width { get; }

    /// <summary>Identifies the rows that belong together, the same on every machine.</summary>
    public long Series { get; }

    /// <summary>Where its value goes in a row.</summary>
    public int Position { get; }

    public bool IncludesCurrent => Definition.IncludeCurrent && Lag == 0;

    /// <summary>The key's hash; 0 when a part is missing or empty.</summary>
    public long KeyOf(AttributeRow row)
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

        return (long)hash;
    }

    public bool Satisfies(AttributeRow row) => _condition is null || _condition.IsTrue(row);

    /// <summary>The value; NaN when missing or when events themselves are counted.</summary>
    public double NumberOf(AttributeRow row) => _valuePosition < 0 || _valueIsText ? double.NaN : row.GetNumber(_valuePosition);

    /// <summary>The hash of the value; 0 when missing.</summary>
    public long ValueOf(AttributeRow row) => (long)PartOf(row, _valuePosition, _valueIsText);

    public static long BucketOf(long time, long width) => time >= 0 ? time / width : ((time + 1) / width) - 1;

    private static (int Position, bool IsText) Use(string name, AttributeLayoutBuilder layout)
    {
        int position = layout.IndexOf(name);
        bool isText = layout.Schema[position].IsText;
        layout.Use(position, isText ? AttributeUse.Hash : AttributeUse.Number);
        return (position, isText);
    }

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
}
