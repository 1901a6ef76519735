using System.Globalization;

namespace Risk.Models.Formats;

/// <summary>
/// Collects the problems of one file with their places, and its warnings. Keeps the first <see cref="Capacity"/> problems
/// and counts the others, so that a damaged file of a million nodes gives a short report.
/// </summary>
internal sealed class FormatProblems(string? file)
{
    /// <summary>How many problems are kept in full.</summary>
    public const int Capacity = 20;

    private readonly List<RiskDiagnostic> _errors = [];
    private readonly List<RiskDiagnostic> _warnings = [];
    private int _more;

    /// <summary>The file the problems are about; null without a name.</summary>
    public string? File => file;

    /// <summary>Whether the file can't be used.</summary>
    public bool Any => _errors.Count > 0;

    /// <summary>How many problems were found.</summary>
    public int Count => _errors.Count + _more;

    /// <summary>Whether so many problems were found that looking for others is of no use.</summary>
    public bool Full => _more > 0;

    /// <summary>What the user should know about a file that can be used.</summary>
    public IReadOnlyList<RiskDiagnostic> Warnings => _warnings;

    /// <summary>Adds a problem that makes the file useless.</summary>
    public void Error(string code, string path, string message, string? suggestion = null)
    {
        if (_errors.Count >= Capacity)
        {
            _more++;
            return;
        }

        _errors.Add(RiskDiagnostic.Error(code, message) with { File = file, Path = path, Suggestion = suggestion });
    }

    /// <summary>Adds a problem in a line of a text file.</summary>
    public void ErrorAt(int line, string code, string path, string message, string? suggestion = null)
    {
        if (_errors.Count >= Capacity)
        {
            _more++;
            return;
        }

        _errors.Add(RiskDiagnostic.Error(code, message) with { File = file, Line = line, Path = path, Suggestion = suggestion });
    }

    /// <summary>Adds something worth knowing that doesn't prevent use.</summary>
    public void Warning(string code, string path, string message, string? suggestion = null)
    {
        if (_warnings.Count < Capacity)
        {
            _warnings.Add(RiskDiagnostic.Warning(code, message) with { File = file, Path = path, Suggestion = suggestion });
        }
    }

    /// <summary>Throws when there is any problem.</summary>
    /// <exception cref="RiskFormatException">There is at least one problem.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw ToException();
        }
    }

    /// <summary>Adds a problem and gives the exception to throw, with all that came before it.</summary>
    public RiskFormatException Fatal(string code, string path, string message, string? suggestion = null)
    {
        Error(code, path, message, suggestion);
        return ToException();
    }

    private RiskFormatException ToException()
    {
        if (_more == 0)
        {
            return new RiskFormatException(_errors);
        }

        string rest = string.Create(CultureInfo.InvariantCulture, $"… and {_more} more problems.");
        return new RiskFormatException([.. _errors, RiskDiagnostic.Error("RM005", rest) with { File = file }]);
    }
}
