namespace Risk.Events;

/// <summary>
/// Collects how the attributes of an event are read from a C# type. Started by <see cref="EventSchema.For{TEvent}"/>. A lambda that gives null
/// makes the attribute missing; lambdas should be static, so that none of them captures anything.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
public sealed class EventReaderBuilder<TEvent>
{
    private readonly List<AttributeDefinition> _attributes = [];
    private readonly List<EventColumn<TEvent>> _columns = [];

    internal EventReaderBuilder()
    {
    }

    /// <summary>Adds a number. NaN is missing.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Reads it.</param>
    /// <param name="minimum">The smallest value, for warnings about rules; null for none.</param>
    /// <param name="maximum">The largest value; null for none.</param>
    /// <param name="key">Whether it identifies an entity.</param>
    public EventReaderBuilder<TEvent> Number(string name, Func<TEvent, double?> value, double? minimum = null, double? maximum = null, bool key = false) =>
        Add(name, AttributeKind.Number, key, value, static (row, position, number) => row.SetNumber(position, number ?? double.NaN), minimum, maximum);

    /// <summary>Adds a number that C# holds as a decimal.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Reads it.</param>
    /// <param name="minimum">The smallest value, for warnings about rules; null for none.</param>
    /// <param name="maximum">The largest value; null for none.</param>
    public EventReaderBuilder<TEvent> Decimal(string name, Func<TEvent, decimal?> value, double? minimum = null, double? maximum = null) =>
        Add(name, AttributeKind.Number, false, value, static (row, position, number) =>
        {
            if (number is { } known)
            {
                row.SetDecimal(position, known);
            }
        }, minimum, maximum);

    /// <summary>Adds a number that C# holds as a duration: its seconds.</summary>
    public EventReaderBuilder<TEvent> Duration(string name, Func<TEvent, TimeSpan?> value) =>
        Add(name, AttributeKind.Number, false, value, static (row, position, duration) =>
        {
            if (duration is { } known)
            {
                row.SetDuration(position, known);
            }
        });

    /// <summary>Adds a boolean.</summary>
    public EventReaderBuilder<TEvent> Boolean(string name, Func<TEvent, bool?> value) =>
        Add(name, AttributeKind.Boolean, false, value, static (row, position, truth) =>
        {
            if (truth is { } known)
            {
                row.SetBoolean(position, known);
            }
        });

    /// <summary>Adds text that compares without case.</summary>
    public EventReaderBuilder<TEvent> Text(string name, Func<TEvent, string?> value) =>
        Add(name, AttributeKind.Text, false, value, static (row, position, text) => row.SetText(position, text));

    /// <summary>Adds text that C# holds as memory; memory without characters is empty text, not missing.</summary>
    public EventReaderBuilder<TEvent> Text(string name, Func<TEvent, ReadOnlyMemory<char>> value) =>
        Add(name, AttributeKind.Text, false, value, static (row, position, text) => row.SetText(position, text.Span));

    /// <summary>Adds an enum as text: the names of its members; a value that has no name is missing.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    public EventReaderBuilder<TEvent> Text<TEnum>(string name, Func<TEvent, TEnum?> value)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(value);
        var names = new Dictionary<TEnum, string>();
        foreach (TEnum member in Enum.GetValues<TEnum>())
        {
            names.TryAdd(member, Enum.GetName(member)!);
        }

        return Text(name, source => value(source) is { } known && names.TryGetValue(known, out string? text) ? text : null);
    }

    /// <summary>Adds text that compares exactly, such as an identifier.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Reads it.</param>
    /// <param name="key">Whether it identifies an entity.</param>
    public EventReaderBuilder<TEvent> Token(string name, Func<TEvent, string?> value, bool key = false) =>
        Add(name, AttributeKind.Token, key, value, static (row, position, text) => row.SetText(position, text));

    /// <summary>Adds an identifier that C# holds as a GUID.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Reads it.</param>
    /// <param name="key">Whether it identifies an entity.</param>
    public EventReaderBuilder<TEvent> Token(string name, Func<TEvent, Guid?> value, bool key = false) =>
        Add(name, AttributeKind.Token, key, value, static (row, position, guid) =>
        {
            if (guid is { } known)
            {
                row.SetFormatted(position, known);
            }
        });

    /// <summary>Adds an ISO 3166 alpha-2 country code.</summary>
    public EventReaderBuilder<TEvent> Country(string name, Func<TEvent, string?> value) =>
        Add(name, AttributeKind.Country, false, value, static (row, position, text) => row.SetText(position, text));

    /// <summary>Adds metadata, which rules name <c>::key::</c>.</summary>
    public EventReaderBuilder<TEvent> Metadata(string key, Func<TEvent, string?> value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Add($"::{MetadataName.KeyOf(key)}::", AttributeKind.Token, false, value, static (row, position, text) => row.SetText(position, text), isMetadata: true);
    }

    /// <summary>Adds a point in time.</summary>
    public EventReaderBuilder<TEvent> Timestamp(string name, Func<TEvent, DateTimeOffset?> value) =>
        Add(name, AttributeKind.Timestamp, false, value, static (row, position, time) =>
        {
            if (time is { } known)
            {
                row.SetTimestamp(position, known);
            }
        });

    /// <summary>Adds a point in time; a local one is converted to UTC, one of no stated kind is taken as UTC.</summary>
    public EventReaderBuilder<TEvent> Timestamp(string name, Func<TEvent, DateTime?> value) =>
        Add(name, AttributeKind.Timestamp, false, value, static (row, position, time) =>
        {
            if (time is { } known)
            {
                row.SetTimestamp(position, known);
            }
        });

    /// <summary>Adds a point in time: the start of a day in UTC.</summary>
    public EventReaderBuilder<TEvent> Timestamp(string name, Func<TEvent, DateOnly?> value) =>
        Add(name, AttributeKind.Timestamp, false, value, static (row, position, day) =>
        {
            if (day is { } known)
            {
                row.SetTimestamp(position, known);
            }
        });

    internal IEventReader<TEvent> Build() => new ColumnEventReader<TEvent>(new EventSchema(_attributes), [.. _columns]);

    private EventReaderBuilder<TEvent> Add<TValue>(
        string name,
        AttributeKind kind,
        bool isKey,
        Func<TEvent, TValue> value,
        Action<AttributeRow, int, TValue> write,
        double? minimum = null,
        double? maximum = null,
        bool isMetadata = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        _attributes.Add(new AttributeDefinition(name, kind) { IsKey = isKey, Minimum = minimum, Maximum = maximum, IsMetadata = isMetadata });
        _columns.Add(new EventColumn<TEvent, TValue>(_columns.Count, value, write));
        return this;
    }
}
