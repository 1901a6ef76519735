namespace Risk.Events;

/// <content>Schemas of C# types without the source generator.</content>
public sealed partial class EventSchema
{
    /// <summary>
    /// Describes a C# type by lambdas:
    /// <c>EventSchema.For&lt;Payment&gt;(b => b.Number("amount", static e => e.Amount).Country("card_country", static e => e.CardCountry))</c>.
    /// For types that can't be marked <c>[RiskEvent]</c>, such as those of another assembly.
    /// </summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="describe">Adds the attributes in the order of their positions.</param>
    /// <returns>The reader; its <see cref="IEventReader{TEvent}.Schema"/> has the attributes.</returns>
    /// <exception cref="ArgumentException">Two attributes share a name, or a name is empty.</exception>
    public static IEventReader<TEvent> For<TEvent>(Action<EventReaderBuilder<TEvent>> describe)
    {
        ArgumentNullException.ThrowIfNull(describe);
        var builder = new EventReaderBuilder<TEvent>();
        describe(builder);
        return builder.Build();
    }
}
