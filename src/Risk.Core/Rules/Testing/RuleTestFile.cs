using System.Text;
using Risk.Rules.Diagnostics;
using Risk.Rules.Testing;

namespace Risk.Rules;

/// <summary>
/// Tests of a rule set as data: JSON Lines, a test a line, blank lines and lines that start with <c>#</c> or <c>//</c> passed over. Fields:
/// event (required), name, history, action, rule, challenge, points, matched, truth. Immutable.
/// </summary>
public sealed class RuleTestFile
{
    private const string Extension = ".tests.jsonl";

    private RuleTestFile(string? file, IReadOnlyList<RuleTest> tests)
    {
        File = file;
        Tests = tests;
    }

    /// <summary>The file, or null when the tests were given as text.</summary>
    public string? File { get; }

    /// <summary>The tests in the order of the file.</summary>
    public IReadOnlyList<RuleTest> Tests { get; }

    /// <summary>Where the tests of a rules file lie unless said otherwise: <c>payments.tests.jsonl</c> beside <c>payments.rules</c>.</summary>
    public static string PathFor(string rulesPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(rulesPath);
        return Path.ChangeExtension(rulesPath, null) + Extension;
    }

    /// <summary>Reads a test file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <exception cref="RiskFormatException">The file can't be read, or lines of it are no tests: all of them.</exception>
    public static RuleTestFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(System.IO.File.ReadAllText(path, Encoding.UTF8), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            string why = exception is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : exception.Message;
            throw new RiskFormatException(RiskDiagnostic.Error(RuleDiagnosticCodes.FileUnreadable, $"the test file can't be read: {why}") with { File = path });
        }
    }

    /// <summary>Reads tests.</summary>
    /// <param name="text">The content of a test file.</param>
    /// <param name="file">The file's name in diagnostics, or null.</param>
    /// <exception cref="RiskFormatException">Lines of it are no tests: all of them.</exception>
    public static RuleTestFile Parse(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new RuleTestReader(file);
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> content = line.Trim();
            if (!content.IsEmpty && content[0] != '#' && !content.StartsWith("//", StringComparison.Ordinal))
            {
                reader.Read(content.ToString(), number);
            }
        }

        return reader.Problems.Count == 0 ? new RuleTestFile(file, reader.Tests) : throw new RiskFormatException(reader.Problems);
    }

    /// <summary>Runs every test, each on its own history. Allocates; for people, deployments and continuous integration.</summary>
    /// <param name="rules">The rules to test.</param>
    public RuleTestReport Run(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new RuleTestRun(rules).Run(this);
    }
}
