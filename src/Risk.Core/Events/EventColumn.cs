namespace Risk.Events;

/// <summary>One attribute of an event that lambdas describe.</summary>
internal abstract class EventColumn<TEvent>
{
    public abstract void Read(in TEvent source, AttributeRow row);
}

/// <summary>One attribute whose value a lambda gives.</summary>
internal sealed class EventColumn<TEvent, TValue>(int position, Func<TEvent, TValue> value, Action<AttributeRow, int, TValue> write) : EventColumn<TEvent>
{
    public override void Read(in TEvent source, AttributeRow row) => write(row, position, value(source));
}
