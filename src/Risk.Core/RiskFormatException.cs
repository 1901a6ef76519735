namespace Risk;

/// <summary>
/// A file could not be loaded. Holds every problem that was found in it, not only the first.
/// Thrown at load time only; scoring never throws it.
/// </summary>
public sealed class RiskFormatException : Exception
{
    /// <summary>Creates the exception from the problems found.</summary>
    public RiskFormatException(IReadOnlyList<RiskDiagnostic> diagnostics)
        : base(string.Join('\n', diagnostics)) => Diagnostics = diagnostics;

    /// <summary>Creates the exception from one problem.</summary>
    public RiskFormatException(RiskDiagnostic diagnostic)
        : this([diagnostic])
    {
    }

    /// <summary>All problems, in the order of their places.</summary>
    public IReadOnlyList<RiskDiagnostic> Diagnostics { get; }
}
