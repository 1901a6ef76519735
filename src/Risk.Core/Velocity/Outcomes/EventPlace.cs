namespace Risk.Velocity;

/// <summary>Where an event stands in one entity's history.</summary>
/// <param name="Entity">The entity, by its ordinal in the store.</param>
/// <param name="Key">The key's hash.</param>
/// <param name="Time">The event's time in Unix microseconds.</param>
internal readonly record struct EventPlace(int Entity, ulong Key, long Time);
