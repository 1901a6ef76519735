using System.CommandLine;
using System.CommandLine.Parsing;
using Risk.Internals;

namespace Risk.Tool;

/// <summary>Says what is wrong with a command line: a word nobody knows with the one it was probably meant to be, and not what only follows from it.</summary>
internal static class UsageErrors
{
    private const int MostEdits = 3;

    /// <summary>Writes what is wrong, if anything is.</summary>
    /// <returns>True when something is.</returns>
    public static bool Write(ParseResult parsed, string[] arguments, TextWriter error)
    {
        HashSet<string> unknown = [.. parsed.UnmatchedTokens, .. SwallowedOptions(parsed, arguments)];
        if (unknown.Count == 0 && parsed.Errors.Count == 0)
        {
            return false;
        }

        Command command = parsed.CommandResult.Command;
        string first = Array.Find(arguments, unknown.Contains) ?? "";
        if (first.Length > 0 && !IsOption(first) && command.Subcommands.Count > 0)
        {
            error.WriteLine(Explain(first, Nearest(first, command.Subcommands), "command"));
        }
        else
        {
            WriteProblems(parsed, unknown, arguments, error);
        }

        string path = string.Join(' ', PathTo(parsed.CommandResult));
        error.WriteLine($"Run '{path} --help' for usage.");
        return true;
    }

    private static void WriteProblems(ParseResult parsed, HashSet<string> unknown, string[] arguments, TextWriter error)
    {
        var meant = new HashSet<string>(StringComparer.Ordinal);
        bool isOption = false;
        foreach (string token in arguments.Where(unknown.Contains))
        {
            bool followsOption = isOption;
            isOption = IsOption(token);
            string? near = isOption ? Nearest(token.Split('=', ':')[0], parsed.CommandResult.Command.Options) : null;
            if (near is not null)
            {
                meant.Add(near);
            }

            // What stands behind an unknown option is most likely its value.
            if (isOption || !followsOption)
            {
                error.WriteLine(Explain(token, near, isOption ? "option" : "argument"));
            }
        }

        foreach (ParseError problem in parsed.Errors)
        {
            bool isTold = unknown.Any(token => problem.Message.Contains($"'{token}'", StringComparison.Ordinal));
            if (!isTold && (unknown.Count == 0 || problem.SymbolResult is not CommandResult) && !meant.Any(option => problem.Message.Contains($"'{option}'", StringComparison.Ordinal)))
            {
                error.WriteLine(WithoutTypes(problem.Message));
            }
        }
    }

    /// <summary>Misspelt options that were taken for the name of a file, unless <c>--</c> says that they are.</summary>
    private static IEnumerable<string> SwallowedOptions(ParseResult parsed, string[] arguments) => arguments.Contains("--")
        ? []
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens).Select(static token => token.Value).Where(IsOption);

    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-';

    private static string WithoutTypes(string message)
    {
        int type = message.IndexOf(" as expected type", StringComparison.Ordinal);
        return type < 0 ? message : $"{message[..type]}: {(message[type..].Contains("String", StringComparison.Ordinal) ? "a text" : "a number")} is expected.";
    }

    private static string Explain(string token, string? near, string what) =>
        $"There is no {what} '{token}'{(near is null ? "." : $"; did you mean '{near}'?")}";

    private static string? Nearest(string word, IEnumerable<Symbol> symbols) => symbols
        .Where(static symbol => !symbol.Hidden)
        .Select(symbol => (symbol.Name, Distance: Distance(word, symbol.Name)))
        .Where(near => near.Distance <= Math.Min(MostEdits, Math.Max(1, near.Name.TrimStart('-').Length / 2)))
        .OrderBy(static near => near.Distance)
        .Select(static near => near.Name)
        .FirstOrDefault();

    /// <summary>How far a word is from a name; a word begun counts as near.</summary>
    private static int Distance(string word, string name) =>
        word.TrimStart('-').Length >= 2 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 1 : EditDistance.Between(word, name);

    private static IEnumerable<string> PathTo(CommandResult result) =>
        result.Parent is CommandResult parent ? PathTo(parent).Append(result.Command.Name) : ["risk"];
}
