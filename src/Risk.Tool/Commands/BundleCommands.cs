using System.CommandLine;
using System.Text.Json;
using Risk.Scoring.Bundles;

namespace Risk.Tool.Commands;

/// <summary><c>risk bundle verify</c>.</summary>
internal static class BundleCommands
{
    public static Command Create(ToolContext context) => new("bundle", "Check bundles.") { Verify(context) };

    private static Command Verify(ToolContext context)
    {
        Argument<string> bundle = Arguments.File("BUNDLE", "A bundle: a folder or zip file that holds bundle.json.");
        Option<bool> json = Arguments.Json();
        var command = new Command("verify", "Loads every part, checks that they fit, and scores the golden events.") { bundle, json };
        command.SetAction(parsed =>
        {
            RiskBundle loaded = RiskBundle.Load(parsed.GetRequiredValue(bundle));
            IReadOnlyList<GoldenDifference> differences = loaded.Verify();
            if (parsed.GetValue(json))
            {
                context.WriteJson(writer => Write(writer, loaded, differences));
            }
            else
            {
                Print(context, loaded, differences);
            }

            return differences.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static void Print(ToolContext context, RiskBundle bundle, IReadOnlyList<GoldenDifference> differences)
    {
        context.Report(bundle.Warnings);
        foreach (GoldenDifference difference in differences)
        {
            context.Error.WriteLine(difference);
        }

        context.Output.WriteLine($"{bundle.Name} {bundle.Version}: models {bundle.Models.Count}, rules {bundle.Rules?.Rules.Count ?? 0}, golden events {bundle.Golden.Count}, of them different {differences.Count}");
    }

    private static void Write(Utf8JsonWriter writer, RiskBundle bundle, IReadOnlyList<GoldenDifference> differences)
    {
        writer.WriteStartObject();
        writer.WriteString("name", bundle.Name);
        writer.WriteString("version", bundle.Version);
        writer.WriteNumber("rules", bundle.Rules?.Rules.Count ?? 0);
        writer.WriteStartArray("models");
        foreach (BundleModel model in bundle.Models)
        {
            writer.WriteStartObject();
            writer.WriteString("name", model.Name);
            writer.WriteString("file", model.File);
            writer.WriteString("kind", model.Model.Info.Kind);
            writer.WriteString("fingerprint", model.Model.Info.Fingerprint?.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("golden", bundle.Golden.Count);
        writer.WriteStartArray("differences");
        foreach (GoldenDifference difference in differences)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", difference.Expected.Line);
            Write(writer, "expected", difference.Expected.Action, difference.Expected.Probability, difference.Expected.Rule);
            Write(writer, "actual", difference.Actual.Action, difference.Actual.Probability, difference.Actual.Rule);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("warnings");
        foreach (RiskDiagnostic warning in bundle.Warnings)
        {
            writer.WriteStringValue(warning.ToString());
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, RiskAction action, double probability, string? rule)
    {
        writer.WriteStartObject(name);
        writer.WriteString("action", action.ToString().ToLowerInvariant());
        if (double.IsFinite(probability))
        {
            writer.WriteNumber("probability", probability);
        }
        else
        {
            writer.WriteNull("probability");
        }

        writer.WriteString("rule", rule);
        writer.WriteEndObject();
    }
}
