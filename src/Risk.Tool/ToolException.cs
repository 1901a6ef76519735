namespace Risk.Tool;

/// <summary>Something the user can mend: told in one line, exit code 1.</summary>
internal sealed class ToolException(string message) : Exception(message);
