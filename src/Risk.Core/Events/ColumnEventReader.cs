namespace Risk.Events;

/// <summary>Reads an event attribute by attribute, as lambdas describe it.</summary>
internal sealed class ColumnEventReader<TEvent>(EventSchema schema, EventColumn<TEvent>[] columns) : IEventReader<TEvent>
{
    public EventSchema Schema { get; } = schema;

    public void Read(in TEvent source, AttributeRow row)
    {
        foreach (EventColumn<TEvent> column in columns)
        {
            column.Read(in source, row);
        }
    }
}
