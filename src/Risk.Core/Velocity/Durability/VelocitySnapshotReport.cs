namespace Risk.Velocity;

/// <summary>A snapshot that was written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Keys">Keys in it.</param>
/// <param name="Events">Events in it, counted once for every entity.</param>
/// <param name="Bytes">Its size.</param>
public sealed record VelocitySnapshotReport(string Path, long Keys, long Events, long Bytes);
