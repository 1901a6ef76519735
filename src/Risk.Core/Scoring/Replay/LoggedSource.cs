namespace Risk.Scoring.Replay;

/// <summary>A scorer as a log describes it.</summary>
/// <param name="File">The file.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Version">The version of its decisions.</param>
/// <param name="Fingerprints">The fingerprints of its parts, by the part's name.</param>
public sealed record LoggedSource(string File, int Number, string Version, IReadOnlyDictionary<string, string> Fingerprints);
