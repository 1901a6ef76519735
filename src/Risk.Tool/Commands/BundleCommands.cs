using System.CommandLine;
using Risk.Scoring.Bundles;

namespace Risk.Tool.Commands;

/// <summary><c>risk bundle verify</c>.</summary>
internal static class BundleCommands
{
    public static Command Create(ToolContext context) => new("bundle", "Check bundles.") { Verify(context) };

    private static Command Verify(ToolContext context)
    {
        Argument<string> bundle = Arguments.File("BUNDLE", "A bundle: a folder or zip file that holds bundle.json.");
        var command = new Command("verify", "Loads every part, checks that they fit, and scores the golden events.") { bundle };
        command.SetAction(parsed =>
        {
            RiskBundle loaded = RiskBundle.Load(parsed.GetRequiredValue(bundle));
            context.Report(loaded.Warnings);
            IReadOnlyList<GoldenDifference> differences = loaded.Verify();
            foreach (GoldenDifference difference in differences)
            {
                context.Error.WriteLine(difference);
            }

            context.Output.WriteLine($"{loaded.Name} {loaded.Version}: {loaded.Models.Count} models, {loaded.Rules?.Rules.Count ?? 0} rules, {loaded.Golden.Count} golden events, {differences.Count} differ");
            return differences.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
