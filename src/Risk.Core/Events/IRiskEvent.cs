namespace Risk.Events;

/// <summary>A type that can describe itself as an event; implemented by the source generator for <c>[RiskEvent]</c> types.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IRiskEvent<TSelf>
    where TSelf : IRiskEvent<TSelf>
{
    /// <summary>The reader of this type; one shared instance.</summary>
    static abstract IEventReader<TSelf> EventReader { get; }
}
