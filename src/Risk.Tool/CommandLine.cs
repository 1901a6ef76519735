using System.CommandLine;
using Risk.Tool.Commands;

namespace Risk.Tool;

/// <summary>The <c>risk</c> command: its subcommands, and what happens to what they throw.</summary>
internal static class CommandLine
{
    private const int WrongUsage = 2;

    /// <summary>Runs a command line.</summary>
    /// <returns>0 on success, 1 when the input is wrong or a check fails, 2 for wrong usage.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Inspect and verify models, check and run rules, make features and windows, score events, replay decisions.");
        var context = new ToolContext(output, error);
        root.Add(ModelCommands.Create(context));
        root.Add(RulesCommands.Create(context));
        root.Add(FeaturesCommand.Create(context));
        root.Add(WindowsCommand.Create(context));
        root.Add(ScoreCommand.Create(context));
        root.Add(ReplayCommand.Create(context));
        root.Add(BundleCommands.Create(context));
        root.Add(BacktestCommand.Create(context));

        // An argument that starts with '@' is a file with an event, not one with arguments.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (UsageErrors.Write(parsed, arguments, error))
        {
            return WrongUsage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (RiskFormatException problem)
        {
            context.Report(problem.Diagnostics);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"error: {problem.Message}");
        }
        catch (ToolException problem)
        {
            error.Write(problem.Message.Length == 0 ? "" : $"error: {problem.Message}{error.NewLine}");
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("cancelled");
        }

        return 1;
    }
}
