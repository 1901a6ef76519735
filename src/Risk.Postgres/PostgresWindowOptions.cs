using Risk.Velocity;

namespace Risk.Postgres;

/// <summary>Where shared windows are kept and how finely.</summary>
public sealed record PostgresWindowOptions
{
    /// <summary>The connection string, such as <c>Host=db;Database=risk;Username=risk</c>.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// Into how many buckets a window is divided, 1 to 10,000. A window covers its length and at most one bucket more, so a count is at least the exact one and at most that of
    /// a window longer by 1/Buckets. More buckets are more rows a key. A window's own <see cref="WindowDefinition.Buckets"/> come first. Default 60.
    /// </summary>
    public int Buckets { get; init; } = 60;

    /// <summary>The most seconds an event waits for the server before its windows are missing. Default 1.</summary>
    public int TimeoutSeconds { get; init; } = 1;

    /// <summary>The attribute that holds the event's time; null takes the schema's first timestamp.</summary>
    public string? TimeAttribute { get; init; }

    /// <summary>How far ahead of the clock an event's time may lie; one beyond is read and not recorded. Default one day, as in the embedded store.</summary>
    public TimeSpan MaximumAhead { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The clock that <see cref="MaximumAhead"/> is measured from; null to accept any time.</summary>
    public TimeProvider? Clock { get; init; } = TimeProvider.System;
}
