using Microsoft.Extensions.Logging;

namespace Risk.Extensions;

/// <summary>What the package logs; the ids are listed in docs/operations.md. Nothing per decision, never a feature's value.</summary>
internal static partial class RiskLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Scorer {Scorer} loaded, version {Version}")]
    public static partial void Loaded(ILogger logger, string scorer, string version);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Scorer {Scorer} not reloaded, version {Version} goes on deciding: {Problems}")]
    public static partial void Refused(ILogger logger, string scorer, string version, string problems);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "Scorer {Scorer} looked at its sources; version {Version} is what they say")]
    public static partial void Unchanged(ILogger logger, string scorer, string version);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "A handler of reloads of scorer {Scorer} failed")]
    public static partial void HandlerFailed(ILogger logger, string scorer, Exception exception);

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "Scorer {Scorer} warmed up with {Calls} calls in {Milliseconds:F0} ms")]
    public static partial void WarmedUp(ILogger logger, string scorer, int calls, double milliseconds);

    [LoggerMessage(EventId = 7, Level = LogLevel.Error, Message = "Scorer {Scorer} not loaded: {Problems}")]
    public static partial void NotLoaded(ILogger logger, string scorer, string problems);

    [LoggerMessage(EventId = 8, Level = LogLevel.Debug, Message = "Scorer {Scorer} looked at its sources again; they are refused for what was told, version {Version} goes on deciding")]
    public static partial void StillRefused(ILogger logger, string scorer, string version);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "The file system stopped telling scorer {Scorer} of changes; its sources are looked at once. Poll them when this happens again")]
    public static partial void WatchLost(ILogger logger, string scorer, Exception exception);
}
