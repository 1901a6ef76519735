namespace Risk;

/// <summary>How bad a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; nothing has to change.</summary>
    Information,

    /// <summary>Loads, and probably does not mean what its author meant.</summary>
    Warning,

    /// <summary>The file can't be used.</summary>
    Error,
}
