namespace Risk.TestKit;

/// <summary>Tests that do a little in every run and much in a nightly one.</summary>
public static class LongTests
{
    /// <summary>Set to 1 for a nightly run.</summary>
    public const string Variable = "RISK_LONG_TESTS";

    /// <summary>Whether this is a nightly run.</summary>
    public static bool Enabled { get; } = Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>A count for this run.</summary>
    public static int Count(int usual, int nightly) => Enabled ? nightly : usual;
}
