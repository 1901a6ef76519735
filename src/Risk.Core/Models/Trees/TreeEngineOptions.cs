namespace Risk.Models.Trees;

/// <summary>
/// How a tree ensemble is to be evaluated. The defaults let the library choose the fastest engine for the model and the machine;
/// every engine gives the same bits, so this is for tests, measurements and tight memory.
/// </summary>
public sealed record TreeEngineOptions
{
    /// <summary>The environment variable that forces an engine by name where <see cref="Engine"/> is null.</summary>
    public const string EnvironmentVariable = "RISK_TREE_ENGINE";

    /// <summary>The options that are used when none are given.</summary>
    public static TreeEngineOptions Default { get; } = new();

    /// <summary>
    /// The engine to use, such as <c>dense-masks</c>; null to let the library choose. An engine that can't run the model is refused when the model is loaded,
    /// with the reason.
    /// </summary>
    public string? Engine { get; init; }

    /// <summary>
    /// The most bytes that the table of the <c>dense-masks</c> engine may take, 2 MiB unless set: it is fast while the table stays in
    /// the second-level cache. 0 keeps the engine from being chosen.
    /// </summary>
    public long MaximumMaskBytes { get; init; } = 2 << 20;
}
