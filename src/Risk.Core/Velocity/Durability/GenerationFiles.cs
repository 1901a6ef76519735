using System.Globalization;

namespace Risk.Velocity;

/// <summary>The files of a folder: <c>windows-00000042.snapshot</c> and <c>windows-00000042.journal</c>, numbered in the order they were begun.</summary>
internal sealed class GenerationFiles(string folder)
{
    private const string Prefix = "windows-";
    private const string SnapshotSuffix = ".snapshot";
    private const string JournalSuffix = ".journal";

    public string Snapshot(long generation) => PathOf(generation, SnapshotSuffix);

    public string Journal(long generation) => PathOf(generation, JournalSuffix);

    /// <summary>The numbers of snapshots, newest first.</summary>
    public long[] Snapshots() => [.. Numbers(SnapshotSuffix).OrderDescending()];

    /// <summary>The numbers of journals, oldest first.</summary>
    public long[] Journals() => [.. Numbers(JournalSuffix).Order()];

    /// <summary>The number of the next file.</summary>
    public long Next() => Math.Max(Snapshots().FirstOrDefault(), Journals().LastOrDefault()) + 1;

    /// <summary>Deletes what neither the newest snapshot nor the one before needs.</summary>
    public void DeleteOld()
    {
        if (Snapshots() is [_, long previous, ..])
        {
            foreach (long generation in Snapshots().Where(generation => generation < previous))
            {
                File.Delete(Snapshot(generation));
            }

            foreach (long generation in Journals().Where(generation => generation < previous))
            {
                File.Delete(Journal(generation));
            }
        }
    }

    private string PathOf(long generation, string suffix) =>
        Path.Combine(folder, Prefix + generation.ToString("d8", CultureInfo.InvariantCulture) + suffix);

    private IEnumerable<long> Numbers(string suffix) =>
        from path in Directory.EnumerateFiles(folder, Prefix + "*" + suffix)
        let name = Path.GetFileName(path)
        let number = long.TryParse(name.AsSpan(Prefix.Length, name.Length - Prefix.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long parsed) ? parsed : -1
        where number >= 0
        select number;
}
