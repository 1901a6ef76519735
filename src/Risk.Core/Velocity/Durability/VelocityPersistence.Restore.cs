using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Risk.Velocity;

/// <content>Putting back what a folder holds: the newest snapshot that can be read, then the journals since.</content>
public sealed partial class VelocityPersistence
{
    private readonly Dictionary<(int Entity, int Stripe, int Chunk), long> _sequences = [];

    private VelocityRestoreReport Restore()
    {
        var diagnostics = new List<RiskDiagnostic>();
        long[] snapshots = _files.Snapshots();
        StoreManifest? manifest = null;
        long keys = 0;
        long events = 0;
        foreach (long generation in snapshots)
        {
            string path = _files.Snapshot(generation);
            manifest = Verify(path, diagnostics);
            if (manifest is not null)
            {
                (keys, events) = Apply(path, manifest, diagnostics);
                break;
            }
        }

        if (manifest is null && snapshots.Length > 0)
        {
            throw new RiskFormatException(
            [
                .. diagnostics,
                RiskDiagnostic.Error("RW025", "no snapshot in the folder can be read.") with { File = _options.Folder, Suggestion = "restore a copy of the folder, or empty it to start without history" },
            ]);
        }

        bool isIntact = true;
        long replayed = 0;
        long from = manifest?.Generation ?? 0;
        foreach (long generation in _files.Journals().Where(generation => generation >= from))
        {
            replayed += Replay(_files.Journal(generation), manifest, diagnostics, ref isIntact);
            if (!isIntact)
            {
                break;
            }
        }

        if (!isIntact)
        {
            MarkIncomplete(_store.Entities());
        }

        _store.RestoreIds();
        Fingerprint? windows = manifest?.Windows;
        _sequences.Clear();
        return new VelocityRestoreReport
        {
            Snapshot = manifest is null ? null : _files.Snapshot(manifest.Generation),
            Keys = keys,
            Events = events,
            Replayed = replayed,
            Windows = windows,
            IsComplete = isIntact && !diagnostics.Exists(static problem => problem.Code == "RW023"),
            Diagnostics = diagnostics,
        };
    }

    // The whole file is read and checked before any of it is taken over.
    private static StoreManifest? Verify(string path, List<RiskDiagnostic> diagnostics)
    {
        using var reader = new SectionReader(path);
        int version = reader.ReadVersion(SnapshotFile.Magic);
        if (version == 0)
        {
            diagnostics.Add(Problem("RW020", "this is no snapshot of windows of a version that is known.", path));
            return null;
        }

        StoreManifest? manifest = null;
        int sections = 0;
        bool isComplete = false;
        while (!isComplete && reader.TryRead(out ReadOnlySpan<byte> bytes))
        {
            var section = new ByteReader(bytes);
            switch (section.Byte())
            {
                case SnapshotFile.HeadSection when manifest is null:
                    manifest = StoreManifest.Read(ref section, version);
                    break;
                case SnapshotFile.KeysSection:
                    sections++;
                    break;
                case SnapshotFile.LastSection:
                    isComplete = section.Int32() == sections;
                    break;
            }
        }

        if (manifest is not null && isComplete && reader.Position == reader.Length)
        {
            return manifest;
        }

        diagnostics.Add(reader.Fault == SectionFault.Damaged || (isComplete && reader.Position != reader.Length)
            ? Problem("RW022", At("the snapshot is damaged: a checksum is wrong", reader.Position), path)
            : Problem("RW021", At("the snapshot ends early", reader.Position), path));
        return null;
    }

    private (long Keys, long Events) Apply(string path, StoreManifest manifest, List<RiskDiagnostic> diagnostics)
    {
        EntityMapping?[] mappings = Map(path, manifest, diagnostics);
        using var reader = new SectionReader(path);
        reader.ReadVersion(SnapshotFile.Magic);
        long keys = 0;
        long events = 0;
        long keysOfStripe = 0;
        while (reader.TryRead(out ReadOnlySpan<byte> bytes))
        {
            var section = new ByteReader(bytes);
            if (section.Byte() != SnapshotFile.KeysSection)
            {
                continue;
            }

            int entity = section.Int32();
            int stripe = section.Int32();
            int chunk = section.Int32();
            _sequences[(entity, stripe, chunk)] = section.Int64();
            if (mappings[entity] is not { } mapping)
            {
                continue;
            }

            long newest = section.Int64();
            long lastEviction = section.Int64();
            int count = section.Int32();
            keysOfStripe = (chunk == 0 ? 0 : keysOfStripe) + count;
            long expected = keysOfStripe * WindowStripe.Chunks / (chunk + 1) * manifest.Stripes / _store.Stripes;
            foreach (WindowStripe target in StripesOf(mapping.Group, stripe, manifest.StripeBits))
            {
                target.RestoreState(newest, lastEviction, expected);
            }

            for (int i = 0; i < count; i++)
            {
                events += mapping.Group.RestoreKey(mapping, ref section, _store.Options);
                keys++;
            }
        }

        MarkIncomplete(mappings.OfType<EntityMapping>().Where(static mapping => mapping.LacksSomething).Select(static mapping => mapping.Group));
        MarkNew(manifest);
        return (keys, events);
    }

    private EntityMapping?[] Map(string path, StoreManifest manifest, List<RiskDiagnostic> diagnostics)
    {
        WindowGroup[] entities = _store.Entities();
        EntityMapping?[] mappings =
        [
            .. manifest.Entities.Select(file => Array.Find(entities, file.IsOf) is { } entity ? new EntityMapping(file, entity) : null),
        ];
        Fingerprint now = StoreManifest.WindowsOf(entities.Select(EntityManifest.Of));
        if (_options.RequireSameWindows && manifest.Windows != now)
        {
            throw new RiskFormatException(Problem("RW023", $"the snapshot was written for other windows ({manifest.Windows}; now {now}).", path) with
            {
                Suggestion = "start with the windows it was written for, or set RequireSameWindows to false to take over what fits",
            });
        }

        foreach (WindowGroup entity in entities)
        {
            EntityMapping? mapping = Array.Find(mappings, mapping => mapping?.Group == entity);
            if (mapping is null || mapping.LacksSomething)
            {
                diagnostics.Add(RiskDiagnostic.Warning("RW023", $"windows by {string.Join(", ", entity.Keys)} need what the snapshot was not written for; they are incomplete until they have filled.") with { File = path });
            }
        }

        return mappings;
    }

    // An entity that the file does not know starts empty, although events of its keys may have been before.
    private void MarkNew(StoreManifest manifest)
    {
        long newest = _store.Entities().SelectMany(static entity => entity.Stripes).Max(static stripe => (long?)stripe.Newest) ?? long.MinValue;
        foreach (WindowGroup entity in _store.Entities().Where(entity => newest != long.MinValue && !manifest.Entities.Any(file => file.IsOf(entity))))
        {
            foreach (WindowStripe stripe in entity.Stripes)
            {
                stripe.MarkIncomplete(newest);
            }
        }
    }

    private static void MarkIncomplete(IEnumerable<WindowGroup> entities)
    {
        foreach (WindowGroup entity in entities)
        {
            long newest = entity.Stripes.Max(static stripe => stripe.Newest);
            foreach (WindowStripe stripe in newest == long.MinValue ? [] : entity.Stripes)
            {
                stripe.MarkIncomplete(newest);
            }
        }
    }

    // A stripe of the file falls into one stripe of the store, or over several when the store has more.
    private IEnumerable<WindowStripe> StripesOf(WindowGroup entity, int stripe, int fileBits)
    {
        int bits = BitOperations.Log2((uint)_store.Stripes);
        int first = bits >= fileBits ? stripe << (bits - fileBits) : stripe >> (fileBits - bits);
        int count = bits >= fileBits ? 1 << (bits - fileBits) : 1;
        return entity.Stripes.Skip(first).Take(count);
    }

    private long Replay(string path, StoreManifest? snapshot, List<RiskDiagnostic> diagnostics, ref bool isIntact)
    {
        using var reader = new SectionReader(path);
        int version = reader.ReadVersion(JournalFile.Magic);
        if (version == 0 || !reader.TryRead(out ReadOnlySpan<byte> head))
        {
            // A process that died while it began a journal left nothing behind in it.
            if (reader.Length > JournalFile.Magic.Length && reader.Fault != SectionFault.EndsEarly)
            {
                isIntact = false;
                diagnostics.Add(Problem("RW024", "the journal is damaged or of an unknown version: nothing of it was replayed.", path));
            }

            return 0;
        }

        var headReader = new ByteReader(head);
        headReader.Byte();
        var manifest = StoreManifest.Read(ref headReader, version);
        bool sameRun = snapshot is not null && snapshot.Epoch == manifest.Epoch;
        var entities = new List<(EntityManifest File, EntityMapping? Mapping)>();
        long replayed = 0;
        while (reader.TryRead(out ReadOnlySpan<byte> batch))
        {
            replayed += ReplayBatch(new ByteReader(batch), version, entities, sameRun ? snapshot : null);
        }

        if (reader.Fault == SectionFault.EndsEarly || reader.IsLast)
        {
            diagnostics.Add(RiskDiagnostic.Warning("RW026", At("the process ended while it wrote the last flush, which is not replayed", reader.Position)) with { File = path });
        }
        else if (reader.Fault == SectionFault.Damaged)
        {
            isIntact = false;
            diagnostics.Add(Problem("RW024", At("the journal is damaged: what follows is not replayed", reader.Position), path));
        }

        return replayed;
    }

    private long ReplayBatch(ByteReader batch, int version, List<(EntityManifest File, EntityMapping? Mapping)> entities, StoreManifest? snapshot)
    {
        long replayed = 0;
        ulong[] words = [];
        batch.Byte();
        while (batch.Remaining > 0 && !batch.IsBeyondEnd)
        {
            if (batch.Byte() == JournalFile.ManifestPart)
            {
                var file = EntityManifest.Read(ref batch, version);
                WindowGroup? entity = Array.Find(_store.Entities(), file.IsOf);
                entities.Add((file, entity is null ? null : new EntityMapping(file, entity)));
                continue;
            }

            (EntityManifest manifest, EntityMapping? mapping) = entities[batch.Int32()];
            int stripe = batch.Int32();
            long first = batch.Int64();
            int length = batch.Int32();
            Read(batch.Take(length * sizeof(ulong)), ref words);
            if (mapping is not null)
            {
                int known = snapshot is null ? -1 : Array.FindIndex(snapshot.Entities, manifest.IsLike);
                replayed += ReplayRun(words.AsSpan(0, length), mapping, snapshot?.StripeBits ?? 0, known, stripe, first);
            }
        }

        return replayed;
    }

    private long ReplayRun(ReadOnlySpan<ulong> words, EntityMapping mapping, int stripeBits, int known, int stripe, long first)
    {
        int width = JournalBuffer.FixedWords + mapping.FileColumns;
        Span<ulong> values = new ulong[mapping.Columns];
        long replayed = 0;
        for (long sequence = first + 1; !words.IsEmpty; sequence++, words = words[width..])
        {
            ulong hash = words[1];
            if (known >= 0 && _sequences.TryGetValue((known, stripe, WindowStripe.ChunkOf(hash, stripeBits)), out long included) && sequence <= included)
            {
                continue;
            }

            mapping.Values(words[JournalBuffer.FixedWords..width], values);
            var record = new EntityEvent
            {
                Hash = hash,
                Time = (long)words[2],
                Flags = mapping.Flags(words[3]),
                Values = values,
                IsDetached = false,
                Lateness = (long)_store.Options.AllowedLateness.TotalMicroseconds,
                MaximumCapacity = BitOperations.Log2((uint)_store.Options.MaximumEventsPerKey),
            };
            mapping.Group.StripeAt(hash).Replay(in record, words[0]);
            replayed++;
        }

        return replayed;
    }

    private static void Read(ReadOnlySpan<byte> bytes, ref ulong[] words)
    {
        int count = bytes.Length / sizeof(ulong);
        Grow(ref words, count);
        for (int i = 0; i < count; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * sizeof(ulong))..]);
        }
    }

    private static void Grow(ref ulong[] words, int count)
    {
        if (words.Length < count)
        {
            words = new ulong[Math.Max(count, words.Length * 2)];
        }
    }

    private static RiskDiagnostic Problem(string code, string message, string path) => RiskDiagnostic.Error(code, message) with { File = path };

    private static string At(string message, long position) => string.Create(CultureInfo.InvariantCulture, $"{message}, at byte {position}.");
}
