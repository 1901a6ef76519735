namespace Risk.Events;

/// <summary>How far a <see cref="JsonLinesReader"/> is.</summary>
/// <param name="Bytes">Bytes read of the source: of a gzip file, packed bytes.</param>
/// <param name="TotalBytes">The source's length in the same bytes, or null when it is not known.</param>
/// <param name="Lines">Lines read, blank ones included.</param>
public readonly record struct JsonLinesProgress(long Bytes, long? TotalBytes, long Lines);
