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
    /// The engine to use, such as <c>reference</c>; null to let the library choose. An engine that can't run the model is refused when the model is loaded,
    /// with the reason.
    /// </summary>
    public string? Engine { get; init; }
}
