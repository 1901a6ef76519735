using Risk.Models.Trees;

namespace Risk.Models;

/// <summary>How a model file is read. The defaults suit a file that comes from its training framework.</summary>
public sealed record ModelLoadOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static ModelLoadOptions Default { get; } = new();

    /// <summary>
    /// The most bytes a file may have, after it was unpacked when it is gzip; 1 GiB unless set. A gzip file may also not grow
    /// to more than 100 times its size plus 16 MiB.
    /// </summary>
    public long MaximumBytes { get; init; } = 1L << 30;

    /// <summary>How tree ensembles are evaluated; null to let the library choose.</summary>
    public TreeEngineOptions? Trees { get; init; }

    /// <summary>Who reads ONNX files; null for the reader of this library alone. Risk.Onnx has one that takes every file that ONNX Runtime runs.</summary>
    public IOnnxReader? Onnx { get; init; }
}
