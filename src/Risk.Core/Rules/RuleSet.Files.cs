using System.Globalization;
using System.Text;
using Risk.Events;
using Risk.Rules;
using Risk.Rules.Diagnostics;

namespace Risk;

public sealed partial class RuleSet
{
    /// <summary>Reads a rules file. Lists from files are read relative to its folder.</summary>
    /// <param name="path">The file: UTF-8, or UTF-16 with a byte order mark.</param>
    /// <param name="schema">The event's attributes; null knows the public Radar attributes and takes any other's type from its first use.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <exception cref="RiskFormatException">The file can't be read, or the rules have errors: all of them, with line and column.</exception>
    public static RuleSet Load(string path, EventSchema? schema = null, RuleSetOptions? options = null) =>
        TryLoad(path, schema, options, out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> diagnostics)
            ? rules
            : throw new RiskFormatException(diagnostics);

    /// <summary>Reads a rules file without throwing for what is wrong with it.</summary>
    /// <param name="path">The file: UTF-8, or UTF-16 with a byte order mark.</param>
    /// <param name="schema">The event's attributes; null knows the public Radar attributes and takes any other's type from its first use.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="rules">The rules, or null when there are errors.</param>
    /// <param name="diagnostics">Errors and warnings in the order of their places.</param>
    /// <returns>True when there are no errors.</returns>
    public static bool TryLoad(
        string path,
        EventSchema? schema,
        RuleSetOptions? options,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RuleSet? rules,
        out IReadOnlyList<RiskDiagnostic> diagnostics)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= RuleSetOptions.Default;
        string directory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        options = options with
        {
            FileName = options.FileName ?? path,
            OpenFile = options.OpenFile ?? (name => File.OpenRead(Path.Combine(directory, name))),
        };
        if (ReadSource(path, options, out RiskDiagnostic? problem) is { } source)
        {
            return TryParse(source, schema, options, out rules, out diagnostics);
        }

        rules = null;
        diagnostics = [problem!];
        return false;
    }

    private static string? ReadSource(string path, RuleSetOptions options, out RiskDiagnostic? problem)
    {
        problem = null;
        try
        {
            // No UTF-16 unit takes more than three bytes of UTF-8: what is longer than that is too long before it is read.
            long length = new FileInfo(path).Length;
            if (length > (options.Limits.SourceLength * 3L) + 3)
            {
                problem = RiskDiagnostic.Error(
                    RuleDiagnosticCodes.SourceTooLong,
                    string.Create(CultureInfo.InvariantCulture, $"the file has {length:N0} bytes, and {options.Limits.SourceLength:N0} characters are allowed")) with
                {
                    File = options.FileName,
                    Suggestion = "split it, move long lists to files, or raise RuleLimits.SourceLength",
                };
                return null;
            }

            using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = exception switch
            {
                FileNotFoundException or UnauthorizedAccessException when Directory.Exists(path) => "it is a folder",
                FileNotFoundException or DirectoryNotFoundException => "it does not exist",
                DecoderFallbackException => "it is not UTF-8 text",
                UnauthorizedAccessException => "access to it is denied",
                _ => exception.Message,
            };
            problem = RiskDiagnostic.Error(RuleDiagnosticCodes.FileUnreadable, $"the rules file can't be read: {why}") with { File = options.FileName };
            return null;
        }
    }
}
