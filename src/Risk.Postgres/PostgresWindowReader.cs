using Npgsql;
using Risk.Events;
using Risk.Internals;
using Risk.Velocity;

namespace Risk.Postgres;

/// <summary>The windows of one scorer over the shared store: one statement for each event.</summary>
/// <remarks>Unlike the embedded store it waits for the network, and its statement allocates. Thread safety: safe; each event takes a connection of its own.</remarks>
internal sealed class PostgresWindowReader : IWindowReader
{
    private const double MicrosecondsPerSecond = 1_000_000;

    private readonly PostgresWindowStore _store;
    private readonly SharedWindow[] _windows;
    private readonly int _timePosition;

    public PostgresWindowReader(PostgresWindowStore store, IReadOnlyList<WindowDefinition> windows, AttributeLayoutBuilder layout, int timePosition)
    {
        (_store, Windows, _timePosition) = (store, windows, timePosition);
        layout.Use(timePosition, AttributeUse.Number);
        _windows = [.. windows.Select(window => new SharedWindow(window, layout, window.Buckets ?? store.Options.Buckets))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<WindowDefinition> Windows { get; }

    /// <inheritdoc/>
    public bool Read(AttributeRow row) => Process(row, record: false);

    /// <inheritdoc/>
    public bool ReadAndRecord(AttributeRow row) => Process(row, record: true);

    private bool Process(AttributeRow row, bool record)
    {
        foreach (SharedWindow window in _windows)
        {
            row.SetNumber(window.Position, double.NaN);
        }

        double time = row.GetNumber(_timePosition);
        if (!(Math.Abs(time) < long.MaxValue / 4))
        {
            return true;
        }

        record &= _store.Options.Clock is not { } clock || time <= UnixTime.Microseconds(clock.GetUtcNow() + _store.Options.MaximumAhead);
        try
        {
            using NpgsqlCommand command = _store.Source.CreateCommand(record ? WindowStatements.ReadAndRecord : WindowStatements.Read);
            AddReads(command, row, (long)time);
            if (record)
            {
                AddWrites(command, row, (long)time);
            }

            using NpgsqlDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                SharedWindow window = _windows[reader.GetInt32(0)];
                row.SetNumber(window.Position, Answer(window, reader, row, (long)time));
            }

            return true;
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            _store.Failed(problem);
            foreach (SharedWindow window in _windows)
            {
                row.SetNumber(window.Position, double.NaN);
            }

            return false;
        }
    }

    private void AddReads(NpgsqlCommand command, AttributeRow row, long time)
    {
        List<int> places = [];
        List<long> series = [], keys = [], firsts = [], lasts = [];
        List<int> distinctPlaces = [];
        List<long> distinctSeries = [], distinctKeys = [], afters = [], currents = [];
        for (int i = 0; i < _windows.Length; i++)
        {
            SharedWindow window = _windows[i];
            long key = window.KeyOf(row);
            if (key == 0)
            {
                continue;
            }

            long end = time - window.Lag;
            if (window.IsDistinct)
            {
                distinctPlaces.Add(i);
                distinctSeries.Add(window.Series);
                distinctKeys.Add(key);
                afters.Add(end - window.Length);
                currents.Add(window.ValueOf(row));
            }
            else
            {
                places.Add(i);
                series.Add(window.Series);
                keys.Add(key);
                firsts.Add(SharedWindow.BucketOf(end - window.Length + 1, window.Width));
                lasts.Add(SharedWindow.BucketOf(end, window.Width));
            }
        }

        Add(command, places);
        Add(command, series, keys, firsts, lasts);
        Add(command, distinctPlaces);
        Add(command, distinctSeries, distinctKeys, afters, currents);
    }

    private void AddWrites(NpgsqlCommand command, AttributeRow row, long time)
    {
        List<long> series = [], keys = [], buckets = [], matches = [], numbers = [], times = [], expires = [];
        List<double> totals = [];
        List<double?> smallest = [];
        List<long> valueSeries = [], valueKeys = [], values = [], valueTimes = [], valueExpires = [];
        foreach (IGrouping<long, SharedWindow> sharing in _windows.GroupBy(static window => window.Series))
        {
            SharedWindow window = sharing.First();
            long key = window.KeyOf(row);
            bool satisfies = window.Satisfies(row);
            long reach = sharing.Max(static one => one.Length + one.Lag);
            if (key == 0)
            {
                continue;
            }

            if (window.IsDistinct)
            {
                if (satisfies && window.ValueOf(row) is not 0 and long value)
                {
                    valueSeries.Add(window.Series);
                    valueKeys.Add(key);
                    values.Add(value);
                    valueTimes.Add(time);
                    valueExpires.Add(time + reach);
                }

                continue;
            }

            double number = satisfies ? window.NumberOf(row) : double.NaN;
            long bucket = SharedWindow.BucketOf(time, window.Width);
            series.Add(window.Series);
            keys.Add(key);
            buckets.Add(bucket);
            matches.Add(satisfies ? 1 : 0);
            numbers.Add(double.IsNaN(number) ? 0 : 1);
            totals.Add(double.IsNaN(number) ? 0 : number);
            smallest.Add(double.IsNaN(number) ? null : number);
            times.Add(satisfies ? time : long.MinValue);
            expires.Add(((bucket + 1) * window.Width) + reach);
        }

        Add(command, series, keys, buckets, matches, numbers);
        command.Parameters.Add(new NpgsqlParameter<double[]> { TypedValue = [.. totals] });
        command.Parameters.Add(new NpgsqlParameter<double?[]> { TypedValue = [.. smallest] });
        command.Parameters.Add(new NpgsqlParameter<long?[]> { TypedValue = [.. times.Select(static seen => seen == long.MinValue ? (long?)null : seen)] });
        Add(command, expires);
        Add(command, valueSeries, valueKeys, values, valueTimes, valueExpires);
    }

    private static void Add(NpgsqlCommand command, List<int> values) => command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. values] });

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<List<long>> columns)
    {
        foreach (List<long> column in columns)
        {
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. column] });
        }
    }

    private static double Answer(SharedWindow window, NpgsqlDataReader reader, AttributeRow row, long time)
    {
        bool counted = window.IncludesCurrent && window.Satisfies(row);
        long events = Whole(reader, 1) + (window.IncludesCurrent ? 1 : 0);
        long matches = Whole(reader, 2) + (counted ? 1 : 0);
        double current = counted ? window.NumberOf(row) : double.NaN;
        long numbers = Whole(reader, 3) + (double.IsNaN(current) ? 0 : 1);
        double total = Number(reader, 4, 0) + (double.IsNaN(current) ? 0 : current);
        return window.Definition.Aggregate switch
        {
            WindowAggregate.Count => matches,
            WindowAggregate.Ratio => events == 0 ? double.NaN : (double)matches / events,
            WindowAggregate.Sum => total,
            WindowAggregate.Average => numbers == 0 ? double.NaN : total / numbers,
            WindowAggregate.Minimum => Extreme(Number(reader, 5, double.NaN), current, largest: false),
            WindowAggregate.Maximum => Extreme(Number(reader, 6, double.NaN), current, largest: true),
            WindowAggregate.Distinct => Whole(reader, 1) + (counted && window.ValueOf(row) != 0 && Number(reader, 5, 0) == 0 ? 1 : 0),
            WindowAggregate.SinceFirst => reader.IsDBNull(7) ? counted ? 0 : double.NaN : Math.Max(0, (time - reader.GetInt64(7)) / MicrosecondsPerSecond),
            _ => counted ? 0 : reader.IsDBNull(8) ? double.NaN : Math.Max(0, (time - reader.GetInt64(8)) / MicrosecondsPerSecond),
        };
    }

    private static double Extreme(double best, double current, bool largest) =>
        double.IsNaN(best) ? current : double.IsNaN(current) ? best : largest ? Math.Max(best, current) : Math.Min(best, current);

    private static long Whole(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? 0 : reader.GetInt64(column);

    private static double Number(NpgsqlDataReader reader, int column, double missing) => reader.IsDBNull(column) ? missing : reader.GetDouble(column);
}
