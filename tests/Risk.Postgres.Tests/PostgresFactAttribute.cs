namespace Risk.Postgres.Tests;

/// <summary>A fact that needs a PostgreSQL server and is skipped where the machine has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Creates the attribute.</summary>
    public PostgresFactAttribute() => Skip = PostgresServer.SkipReason;
}
