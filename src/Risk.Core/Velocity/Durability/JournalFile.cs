namespace Risk.Velocity;

/// <summary>
/// The format of a journal: eight bytes of magic and version, then sections like a snapshot's. The first is the head; each other is one flush: the manifests that are
/// new since, and runs of records by stripe. What the last flush left half-written when the process died is not read.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    public const byte HeadSection = 1;
    public const byte FlushSection = 2;
    public const byte ManifestPart = 1;
    public const byte RunPart = 2;

    private readonly FileStream _stream;
    private readonly Dictionary<object, int> _manifests = [];
    private readonly ByteWriter _writer = new();
    private int _section;

    public JournalFile(string path, StoreManifest head)
    {
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        foreach (byte value in Magic)
        {
            _writer.Byte(value);
        }

        int section = SnapshotFile.Begin(_writer, HeadSection);
        head.Write(_writer);
        SnapshotFile.End(_writer, section);
        _stream.Write(_writer.Written.Span);
    }

    public static ReadOnlySpan<byte> Magic => "RISKWJ\0\x2"u8;

    /// <summary>Starts a flush.</summary>
    public void Begin()
    {
        _writer.Clear();
        _section = SnapshotFile.Begin(_writer, FlushSection);
    }

    /// <summary>Adds what a stripe recorded.</summary>
    public void Add(WindowGroup entity, int stripe, long first, ReadOnlySpan<ulong> words)
    {
        if (!_manifests.TryGetValue(entity.LayoutIdentity, out int manifest))
        {
            manifest = _manifests.Count;
            _manifests.Add(entity.LayoutIdentity, manifest);
            _writer.Byte(ManifestPart);
            EntityManifest.Of(entity).Write(_writer);
        }

        _writer.Byte(RunPart);
        _writer.Int32(manifest);
        _writer.Int32(stripe);
        _writer.Int64(first);
        _writer.Int32(words.Length);
        _writer.UInt64s(words);
    }

    /// <summary>Writes the flush, if it holds anything.</summary>
    public void End(bool toDisk)
    {
        if (_writer.Length > _section + SnapshotFile.PrefixBytes + 1)
        {
            SnapshotFile.End(_writer, _section);
            _stream.Write(_writer.Written.Span);
            _stream.Flush(toDisk);
        }
    }

    public void Dispose() => _stream.Dispose();
}
