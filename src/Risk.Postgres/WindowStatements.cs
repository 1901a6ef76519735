namespace Risk.Postgres;

/// <summary>The SQL. A statement that changes data in a WITH clause sees the rows as they were before it, so one statement reads the past and then records.</summary>
internal static class WindowStatements
{
    public const string CreateTables =
        """
        CREATE TABLE IF NOT EXISTS risk_window_buckets (
            series bigint NOT NULL, key bigint NOT NULL, bucket bigint NOT NULL,
            events bigint NOT NULL, matches bigint NOT NULL, numbers bigint NOT NULL, total double precision NOT NULL,
            smallest double precision, largest double precision, first_time bigint, last_time bigint, expires bigint NOT NULL,
            PRIMARY KEY (series, key, bucket)) WITH (fillfactor = 70);
        CREATE TABLE IF NOT EXISTS risk_window_values (
            series bigint NOT NULL, key bigint NOT NULL, value bigint NOT NULL, last_time bigint NOT NULL, expires bigint NOT NULL,
            PRIMARY KEY (series, key, value)) WITH (fillfactor = 70);
        CREATE INDEX IF NOT EXISTS risk_window_buckets_expires ON risk_window_buckets (expires);
        CREATE INDEX IF NOT EXISTS risk_window_values_expires ON risk_window_values (expires);
        """;

    public const string DeleteExpired =
        """
        WITH buckets AS (DELETE FROM risk_window_buckets WHERE expires < $1 RETURNING 1), vals AS (DELETE FROM risk_window_values WHERE expires < $1 RETURNING 1)
        SELECT (SELECT count(*) FROM buckets) + (SELECT count(*) FROM vals)
        """;

    /// <summary>Parameters 1 to 5: for each window its place, series, key, first and last bucket; first is a time for distinct values, of which 6 to 8 are places, series and keys, 9 the times.</summary>
    public const string Read =
        """
        SELECT w.place, sum(b.events)::bigint, sum(b.matches)::bigint, sum(b.numbers)::bigint, sum(b.total), min(b.smallest), max(b.largest), min(b.first_time), max(b.last_time)
        FROM unnest($1, $2, $3, $4, $5) AS w (place, series, key, first, last)
        LEFT JOIN risk_window_buckets b ON b.series = w.series AND b.key = w.key AND b.bucket BETWEEN w.first AND w.last
        GROUP BY w.place
        UNION ALL
        SELECT d.place, count(v.value), 0, 0, 0, count(v.value) FILTER (WHERE v.value = d.current), 0, NULL, NULL
        FROM unnest($6, $7, $8, $9, $10) AS d (place, series, key, after, current)
        LEFT JOIN risk_window_values v ON v.series = d.series AND v.key = d.key AND v.last_time > d.after
        GROUP BY d.place
        """;

    /// <summary>Rows are written in the order of their keys, so that two events that share some can't wait for each other.</summary>
    public const string ReadAndRecord =
        """
        WITH written AS (
            INSERT INTO risk_window_buckets AS b (series, key, bucket, events, matches, numbers, total, smallest, largest, first_time, last_time, expires)
            SELECT series, key, bucket, 1, matches, numbers, total, smallest, smallest, seen, seen, expires
            FROM unnest($11, $12, $13, $14, $15, $16, $17, $18, $19) AS n (series, key, bucket, matches, numbers, total, smallest, seen, expires)
            ORDER BY series, key, bucket
            ON CONFLICT (series, key, bucket) DO UPDATE SET events = b.events + 1, matches = b.matches + excluded.matches, numbers = b.numbers + excluded.numbers,
                total = b.total + excluded.total, smallest = least(b.smallest, excluded.smallest), largest = greatest(b.largest, excluded.largest),
                first_time = least(b.first_time, excluded.first_time), last_time = greatest(b.last_time, excluded.last_time)),
        seen AS (
            INSERT INTO risk_window_values AS v (series, key, value, last_time, expires)
            SELECT series, key, value, last_time, expires FROM unnest($20, $21, $22, $23, $24) AS n (series, key, value, last_time, expires)
            ORDER BY series, key, value
            ON CONFLICT (series, key, value) DO UPDATE SET last_time = greatest(v.last_time, excluded.last_time), expires = greatest(v.expires, excluded.expires))

        """ + Read;
}
