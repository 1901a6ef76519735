namespace Risk.Scoring.Replay;

/// <summary>The diagnostics of decision logs; docs/diagnostics/logs.md has a section for each.</summary>
internal static class LogCodes
{
    public const string Unreadable = "RL001";
    public const string NotJson = "RL002";
    public const string NotALogLine = "RL003";
    public const string Version = "RL004";
    public const string Empty = "RL005";
}
