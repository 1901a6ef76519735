using Microsoft.Extensions.Logging;

namespace Risk.Extensions;

/// <summary>What the package logs; the ids are listed in docs/operations.md. Nothing per decision, never a feature's value.</summary>
internal static partial class RiskLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Scorer of {Event} loaded, version {Version}")]
    public static partial void Loaded(ILogger logger, string @event, string version);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Scorer of {Event} not reloaded, version {Version} goes on deciding: {Problems}")]
    public static partial void Refused(ILogger logger, string @event, string version, string problems);
}
