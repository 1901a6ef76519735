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
    public const int AcknowledgedBytes = sizeof(long);

    private const int EventsBetweenPauses = 16;
    private const int SnapshotPauseMilliseconds = 20;

    /// <summary>Windows of every kind that keeps a history of its own.</summary>
    public static WindowDefinition[] EveryKind { get; } = [.. DurableWindows.All, .. DurableWindows.Bucketed];

    /// <summary>Records from a number on, for ever.</summary>
    /// <param name="args">Folder, mapped file, first number.</param>
    public static int Run(string[] args)
    {
        long number = long.Parse(args[2], CultureInfo.InvariantCulture);
        using var file = MemoryMappedFile.CreateFromFile(args[1], FileMode.Open);
        using MemoryMappedViewAccessor acknowledged = file.CreateViewAccessor(0, AcknowledgedBytes);
        var windows = new DurableWindows(EveryKind);
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
            acknowledged.Write(0, number);
            if (++number % EventsBetweenPauses == 0)
            {
                Thread.Sleep(1);
            }
        }
    }

    public static VelocityPersistenceOptions Options(string folder) => new()
    {
        Folder = folder,
        FlushEvents = FlushEvents,
        FlushInterval = TimeSpan.FromMilliseconds(50),
    };
}
