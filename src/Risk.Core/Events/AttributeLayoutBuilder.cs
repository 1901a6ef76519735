using Risk.Internals;

namespace Risk.Events;

/// <summary>
/// Collects what every part of a scorer needs of an event while the parts are compiled. Positions and codes it
/// returns are final, so a part can be compiled in one pass. Not thread-safe; load time only.
/// </summary>
public sealed class AttributeLayoutBuilder
{
    private readonly EventSchema _schema;
    private readonly List<AttributeDefinition> _columns;
    private readonly List<AttributeUse> _uses;
    private readonly List<TextCodebook?> _codebooks;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    /// <summary>Starts from a schema, with nothing in use.</summary>
    public AttributeLayoutBuilder(EventSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _schema = schema;
        _columns = [.. schema.Attributes];
        _uses = new List<AttributeUse>(schema.Count);
        _codebooks = new List<TextCodebook?>(schema.Count);
        for (int i = 0; i < _columns.Count; i++)
        {
            _uses.Add(AttributeUse.None);
            _codebooks.Add(null);
            _positions.Add(_columns[i].Name, i);
        }
    }

    /// <summary>The event's schema.</summary>
    public EventSchema Schema => _schema;

    /// <summary>The position of an attribute or computed column, or -1.</summary>
    public int IndexOf(string name) => _positions.GetValueOrDefault(name, -1);

    /// <summary>
    /// The position of a computed column (a window, a model's output), added when there is none of that name.
    /// An event attribute of the same name is shadowed by nothing: its own position is returned and whoever
    /// computes the column overwrites the event's value.
    /// </summary>
    /// <exception cref="ArgumentException">The name exists with another kind.</exception>
    public int AddComputed(string name, AttributeKind kind)
    {
        if (_positions.TryGetValue(name, out int position))
        {
            return _columns[position].Kind == kind
                ? position
                : throw new ArgumentException($"The column '{name}' is a {_columns[position].Kind}, not a {kind}.", nameof(kind));
        }

        _columns.Add(new AttributeDefinition(name, kind));
        _uses.Add(AttributeUse.None);
        _codebooks.Add(null);
        _positions.Add(name, _columns.Count - 1);
        return _columns.Count - 1;
    }

    /// <summary>Asks for a form of an attribute's value.</summary>
    public void Use(int position, AttributeUse use)
    {
        _uses[position] |= use;
        if ((use & AttributeUse.Code) != 0)
        {
            _codebooks[position] ??= new TextCodebook(_columns[position].Kind);
        }
    }

    /// <summary>Asks for codes and names one text; the code it returns is final.</summary>
    /// <returns>A code from <see cref="TextCode.FirstKnown"/> on.</returns>
    public int UseCode(int position, string text)
    {
        Use(position, AttributeUse.Code);
        return _codebooks[position]!.Add(text);
    }

    /// <summary>One more than the highest code named so far at a position.</summary>
    public int CodeCount(int position) => _codebooks[position]?.CodeCount ?? TextCode.FirstKnown;

    /// <summary>The finished layout.</summary>
    public AttributeLayout Build()
    {
        foreach (TextCodebook? codebook in _codebooks)
        {
            codebook?.Seal();
        }

        return new AttributeLayout(_schema, new EventSchema(_columns), [.. _uses], [.. _codebooks]);
    }
}
