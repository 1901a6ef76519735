using Risk.Extensions;

namespace Checkout;

/// <summary>Which snapshot decides, and whether it is what the files say.</summary>
/// <param name="Scorer">The scorer's name.</param>
/// <param name="Version">The live snapshot's version.</param>
/// <param name="Result">How the last load ended: published, unchanged or refused.</param>
/// <param name="Problems">Why files were refused.</param>
public sealed record ScorerState(string Scorer, string? Version, string Result, IReadOnlyList<string> Problems)
{
    /// <summary>A status as operators see it.</summary>
    internal static ScorerState From(ReloadStatus status) =>
        new(status.Scorer, status.Version, status.Result.ToString().ToLowerInvariant(), [.. status.Problems.Select(static problem => problem.ToString())]);
}
