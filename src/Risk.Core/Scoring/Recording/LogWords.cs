namespace Risk.Scoring.Recording;

/// <summary>The words that logs use for what has names.</summary>
internal static class LogWords
{
    public const string Infinity = "Infinity";
    public const string NegativeInfinity = "-Infinity";

    private static readonly string[] Actions = [.. Enum.GetValues<RiskAction>().Select(static action => action.ToString().ToLowerInvariant())];
    private static readonly string[] Sources = [.. Enum.GetValues<ReasonSource>().Select(static source => source.ToString().ToLowerInvariant())];

    public static string Of(RiskAction action) => Actions[(int)action];

    public static string Of(ReasonSource source) => Sources[(int)source];

    public static RiskAction? ActionOf(string? word) => Array.IndexOf(Actions, word) is >= 0 and int index ? (RiskAction)index : null;
}
