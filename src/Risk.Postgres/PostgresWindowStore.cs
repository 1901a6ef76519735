using Npgsql;
using Risk.Events;
using Risk.Velocity;

namespace Risk.Postgres;

/// <summary>
/// Windows that several machines share, in PostgreSQL: counters by entity, key and stretch of time, added to by upsert. One round trip reads the windows of an event as
/// they stood before it and records it. For fleets whose machines must see each other's events; a single machine is served thousands of times faster by
/// <see cref="VelocityStore"/>.
/// </summary>
/// <remarks>
/// Counts, sums, averages, extremes, ratios and times since are bucketed: see <see cref="PostgresWindowOptions.Buckets"/> for the bound. Distinct values are exact for
/// windows without lag. When the server does not answer, windows are missing, the decision says so, and <see cref="Failures"/> counts; nothing throws. Thread safety: safe.
/// </remarks>
public sealed class PostgresWindowStore : IWindowProvider, IDisposable
{
    private readonly NpgsqlDataSource _source;
    private long _failures;

    /// <summary>Connects lazily: the first event opens the first connection.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or the connection string is malformed.</exception>
    public PostgresWindowStore(PostgresWindowOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Buckets is < 1 or > 10_000 || options.TimeoutSeconds < 1 || options.MaximumAhead < TimeSpan.Zero)
        {
            throw new ArgumentException("PostgresWindowOptions: Buckets is 1 to 10,000, TimeoutSeconds at least 1, and MaximumAhead not negative.", nameof(options));
        }

        Options = options;

        // Prepared by itself at the second use: planning the statement costs more than running it.
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString) { CommandTimeout = options.TimeoutSeconds };
        connection.MaxAutoPrepare = Math.Max(connection.MaxAutoPrepare, 16);
        connection.AutoPrepareMinUsages = 2;
        _source = NpgsqlDataSource.Create(connection);
    }

    /// <summary>What the store was made with.</summary>
    public PostgresWindowOptions Options { get; }

    /// <summary>Events whose windows the server did not answer, or that it did not record.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Why the last of them failed; null without.</summary>
    public Exception? LastFailure { get; private set; }

    internal NpgsqlDataSource Source => _source;

    /// <summary>Makes the tables where they are not there yet. Run it once when the service is rolled out.</summary>
    /// <exception cref="NpgsqlException">The server can't be reached or refuses.</exception>
    public void CreateTables()
    {
        using NpgsqlCommand command = _source.CreateCommand(WindowStatements.CreateTables);
        command.ExecuteNonQuery();
    }

    /// <summary>Deletes what no window reaches any more. Run it now and then, from one machine.</summary>
    /// <param name="now">Rows that end before are deleted: the time of the newest events, less what you grant late ones.</param>
    /// <returns>How many rows were deleted.</returns>
    /// <exception cref="NpgsqlException">The server can't be reached or refuses.</exception>
    public long DeleteExpired(DateTimeOffset now)
    {
        using NpgsqlCommand command = _source.CreateCommand(WindowStatements.DeleteExpired);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (long)Internals.UnixTime.Microseconds(now) });
        return (long)command.ExecuteScalar()!;
    }

    /// <inheritdoc/>
    public IWindowReader Compile(IReadOnlyList<WindowDefinition> windows, AttributeLayoutBuilder layout)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(layout);
        var rules = new VelocityOptions { TimeAttribute = Options.TimeAttribute };
        WindowChecks.ThrowIfAny(windows, layout.Schema, rules);
        RiskDiagnostic[] problems =
        [
            .. windows.Where(static window => window.Aggregate == WindowAggregate.Distinct && window.Lag != TimeSpan.Zero)
                .Select(static window => RiskDiagnostic.Error("RW030", $"window '{window.Name}': the shared store counts distinct values without lag only.") with
                {
                    Suggestion = "leave the lag out, or keep this window in a VelocityStore",
                }),
            .. windows.Where(static window => window.Buckets is not null && window.Lag != TimeSpan.Zero)
                .Select(static window => RiskDiagnostic.Error("RW031", $"window '{window.Name}': the shared store does not keep the bound that 'buckets' promise for a window with a lag: both of its ends are blurred.") with
                {
                    Suggestion = "leave 'buckets' or the lag out, or keep this window in a VelocityStore",
                }),
        ];
        return problems.Length > 0 ? throw new RiskFormatException(problems) : new PostgresWindowReader(this, windows, layout, WindowChecks.TimePosition(layout.Schema, rules));
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _source.Dispose();

    internal void Failed(Exception problem)
    {
        Interlocked.Increment(ref _failures);
        LastFailure = problem;
    }
}
