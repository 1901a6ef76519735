namespace Risk.TestKit;

/// <summary>A file of a model.</summary>
/// <param name="Format">Its format, such as <c>xgboost-json</c>, in the words of <c>ModelInfo.Format</c>.</param>
/// <param name="Path">Where it is.</param>
public sealed record ManifestFile(string Format, string Path);
