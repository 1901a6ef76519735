namespace Risk.Tool;

/// <summary>Something the user can mend: told in one line, exit code 1. Without a message it was told already.</summary>
internal sealed class ToolException(string message = "") : Exception(message);
