using System.Globalization;
using System.IO.MemoryMappedFiles;
using Risk.Velocity;

namespace Risk.Core.Tests.Velocity.Durability;

/// <summary>
/// A process that records numbered events and takes snapshots until it is killed. What it has recorded stands in a mapped file, which the system keeps when the
/// process dies.
/// </summary>
internal static class KilledRecorder
{
    public const string Command = "--record-windows";
    public const int FlushEvents = 64;

    /// <summary>So many events later an event's label becomes known.</summary>
    public const int LabelDelay = 10;

    public const int AcknowledgedBytes = sizeof(long);

    private const int EventsBetweenPauses = 16;
    private const int SnapshotPauseMilliseconds = 20;

    /// <summary>Windows by counters, and those that count distinct values exactly: the events of each can be told from its answer.</summary>
    public static WindowDefinition[] Buckets { get; } = [.. DurableWindows.Bucketed, .. DurableWindows.Distinct.Where(static window => window.ExactDistinctValues > 8)];

    /// <summary>Records from a number on, for ever.</summary>
    /// <param name="args">Folder, mapped file, first number.</param>
    public static int Run(string[] args)
    {
        long first = long.Parse(args[2], CultureInfo.InvariantCulture);
        long number = first;
        using var file = MemoryMappedFile.CreateFromFile(args[1], FileMode.Open);
        using MemoryMappedViewAccessor acknowledged = file.CreateViewAccessor(0, AcknowledgedBytes);
        DurableWindows windows = Windows();
        using VelocityPersistence persistence = VelocityPersistence.Open(windows.Store, Options(args[0]));
        var snapshots = new Thread(() =>
        {
            while (true)
            {
                persistence.Snapshot();
                Thread.Sleep(SnapshotPauseMilliseconds);
            }
        })
        {
            IsBackground = true,
        };
        snapshots.Start();
        while (true)
        {
            windows.Record(number);
            if (number - LabelDelay >= first)
            {
                windows.Store.RecordOutcome((ulong)(number - LabelDelay), "labelled", 1);
            }

            acknowledged.Write(0, number);
            if (++number % EventsBetweenPauses == 0)
            {
                Thread.Sleep(1);
            }
        }
    }

    public static DurableWindows Windows() => new([.. DurableWindows.All, .. DurableWindows.OverLabel, .. Buckets], DurableWindows.OptionsWithLabel);

    public static VelocityPersistenceOptions Options(string folder) => new()
    {
        Folder = folder,
        FlushEvents = FlushEvents,
        FlushInterval = TimeSpan.FromMilliseconds(50),
    };
}
