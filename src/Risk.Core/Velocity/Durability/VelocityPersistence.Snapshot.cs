namespace Risk.Velocity;

/// <content>Snapshots, written while scoring goes on.</content>
public sealed partial class VelocityPersistence
{
    private const int BufferBytes = 1 << 20;
    private const string Unfinished = ".unfinished";

    /// <summary>
    /// Writes the whole store to a new file, renames it when it is complete, and deletes what is older than the snapshot before. Scoring goes on: a caller waits only
    /// while the 256th part of its stripe is copied.
    /// </summary>
    /// <exception cref="IOException">The file could not be written; the snapshots before are untouched.</exception>
    /// <remarks>Allocates a buffer of a few megabytes. Thread safety: safe; one snapshot at a time.</remarks>
    public VelocitySnapshotReport Snapshot()
    {
        lock (_snapshotting)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            long generation = Rotate();
            string path = _files.Snapshot(generation);
            VelocitySnapshotReport report;
            try
            {
                report = Write(generation, path + Unfinished) with { Path = path };
                File.Move(path + Unfinished, path);
            }
            finally
            {
                File.Delete(path + Unfinished);
            }

            _files.DeleteOld();
            return report;
        }
    }

    // From here on records go to the journal that belongs to the snapshot; those before are in the one before it.
    private long Rotate()
    {
        lock (_flushing)
        {
            Flush();
            long generation = Math.Max(_files.Next(), _epoch);
            if (_options.Journal)
            {
                var next = new JournalFile(_files.Journal(generation), ManifestOf(generation));
                _journal?.Dispose();
                _journal = next;
                if (Failure is not null)
                {
                    Failure = null;
                    _store.StartJournal();
                }
            }

            return generation;
        }
    }

    private VelocitySnapshotReport Write(long generation, string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var writer = new ByteWriter();
        foreach (byte value in SnapshotFile.Magic)
        {
            writer.Byte(value);
        }

        StoreManifest manifest;
        WindowGroup[] entities;
        lock (_store.Registration)
        {
            entities = _store.Entities();
            manifest = ManifestOf(generation);
        }

        int section = SnapshotFile.Begin(writer, SnapshotFile.HeadSection);
        manifest.Write(writer);
        SnapshotFile.End(writer, section);
        long keys = 0;
        long events = 0;
        int sections = 0;
        for (int entity = 0; entity < entities.Length; entity++)
        {
            for (int stripe = 0; stripe < _store.Stripes; stripe++)
            {
                for (int chunk = 0; chunk < WindowStripe.Chunks; chunk++)
                {
                    section = SnapshotFile.Begin(writer, SnapshotFile.KeysSection);
                    writer.Int32(entity);
                    writer.Int32(stripe);
                    writer.Int32(chunk);
                    (int copiedKeys, long copiedEvents) = entities[entity].Stripes[stripe].CopyChunk(chunk, manifest.Entities[entity], writer);
                    SnapshotFile.End(writer, section);
                    (keys, events, sections) = (keys + copiedKeys, events + copiedEvents, sections + 1);
                    if (writer.Length > BufferBytes)
                    {
                        stream.Write(writer.Written.Span);
                        writer.Clear();
                    }
                }
            }
        }

        section = SnapshotFile.Begin(writer, SnapshotFile.LastSection);
        writer.Int32(sections);
        writer.Int64(keys);
        writer.Int64(events);
        SnapshotFile.End(writer, section);
        stream.Write(writer.Written.Span);
        stream.Flush(flushToDisk: true);
        return new VelocitySnapshotReport(path, keys, events, stream.Length);
    }

    private void SnapshotInBackground()
    {
        try
        {
            Snapshot();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Failure ??= problem;
        }
    }
}
