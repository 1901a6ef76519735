namespace Risk;

/// <summary>
/// Marks a property of an event as a point in time: a number of seconds since 1970-01-01T00:00:00Z, or ISO 8601 text.
/// <see cref="DateTimeOffset"/>, <see cref="DateTime"/> and <see cref="DateOnly"/> are timestamps without it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TimestampAttribute : Attribute;
