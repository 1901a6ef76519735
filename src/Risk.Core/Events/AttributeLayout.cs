using Risk.Internals;

namespace Risk.Events;

/// <summary>
/// What a row holds: the schema's attributes by position, then computed columns (windows, model outputs, rule
/// points), and for each which forms somebody needs. Built once per snapshot by
/// <see cref="AttributeLayoutBuilder"/>; immutable and safe for any number of threads.
/// </summary>
public sealed class AttributeLayout
{
    internal AttributeLayout(EventSchema schema, EventSchema columns, AttributeUse[] uses, TextCodebook?[] codebooks)
    {
        Schema = schema;
        Columns = columns;
        Uses = uses;
        Codebooks = codebooks;
        Coded = new CodedColumn[uses.Length];
        for (int i = 0; i < uses.Length; i++)
        {
            Coded[i] = CodedColumn.Of(uses[i], columns[i], codebooks[i]);
        }
    }

    /// <summary>The event's schema.</summary>
    public EventSchema Schema { get; }

    /// <summary>The schema's attributes followed by the computed columns.</summary>
    public EventSchema Columns { get; }

    /// <summary>The number of positions in a row.</summary>
    public int Count => Columns.Count;

    internal AttributeUse[] Uses { get; }

    internal TextCodebook?[] Codebooks { get; }

    internal CodedColumn[] Coded { get; }

    /// <summary>What the parts of the scorer need of a position.</summary>
    public AttributeUse UseOf(int position) => Uses[position];

    /// <summary>A new row. Allocates; rows are made once and reused.</summary>
    public AttributeRow CreateRow() => new(this);
}
