using Risk.Internals;

namespace Risk.Velocity;

/// <summary>What a snapshot was written for: the head of its file.</summary>
/// <param name="Generation">The file's number.</param>
/// <param name="Epoch">The run of the process that wrote it: sequence numbers are comparable within one.</param>
/// <param name="Stripes">How many stripes the keys were spread over.</param>
/// <param name="Entities">All entities.</param>
internal sealed record StoreManifest(long Generation, long Epoch, int Stripes, EntityManifest[] Entities)
{
    public int StripeBits => System.Numerics.BitOperations.Log2((uint)Stripes);

    /// <summary>Identifies the windows by meaning.</summary>
    public Fingerprint Windows => WindowsOf(Entities);

    public static Fingerprint WindowsOf(IEnumerable<EntityManifest> entities)
    {
        using var builder = new FingerprintBuilder("windows");
        foreach (EntityManifest entity in entities.OrderBy(static entity => string.Join('\0', entity.Keys), StringComparer.Ordinal).ThenBy(static entity => entity.BucketWidth)
            .ThenBy(static entity => string.Join('\0', entity.Windows), StringComparer.Ordinal))
        {
            builder.Add(entity.Keys.Length);
            Array.ForEach(entity.Keys, key => builder.Add(key));
            builder.Add(entity.Windows.Length);
            Array.ForEach(entity.Windows, window => builder.Add(window));
        }

        return builder.Build();
    }

    public static StoreManifest Read(ref ByteReader reader, int version)
    {
        long generation = reader.Int64();
        long epoch = reader.Int64();
        int stripes = reader.Int32();
        var entities = new EntityManifest[reader.Count(sizeof(int))];
        for (int i = 0; i < entities.Length; i++)
        {
            entities[i] = EntityManifest.Read(ref reader, version);
        }

        return new StoreManifest(generation, epoch, stripes, entities);
    }

    public void Write(ByteWriter writer)
    {
        writer.Int64(Generation);
        writer.Int64(Epoch);
        writer.Int32(Stripes);
        writer.Int32(Entities.Length);
        foreach (EntityManifest entity in Entities)
        {
            entity.Write(writer);
        }
    }
}
