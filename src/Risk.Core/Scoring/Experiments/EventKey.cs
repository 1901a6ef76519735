namespace Risk.Scoring;

/// <summary>Tells the entity key of an event, such as its card; empty when it has none.</summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
public delegate ReadOnlySpan<char> EventKey<TEvent>(in TEvent source);
