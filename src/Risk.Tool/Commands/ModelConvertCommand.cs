using System.CommandLine;
using System.Globalization;
using Risk.Scoring.Bundles;

namespace Risk.Tool.Commands;

/// <summary><c>risk model convert</c>: makes a bundle of a model, ready for rules and a policy.</summary>
internal static class ModelConvertCommand
{
    public static Command Create(ToolContext context)
    {
        Argument<string> model = Arguments.File("MODEL", "The model's file; it goes into the bundle as it is.");
        Option<string> output = Arguments.Required("--output", "The bundle: a new folder, or a new file that ends in .zip.");
        Option<string?> name = Arguments.Optional("--name", "The bundle's name; the file's without it.");
        Option<string?> version = Arguments.Optional("--bundle-version", "The version decisions carry; the fingerprint of the files without it.");
        Option<string?> calibration = Arguments.Optional("--calibration", "A calibration that was fitted for the model.");
        Option<string?> schema = Arguments.Optional("--schema", "The event's attributes as JSON; one per feature without it.");
        Option<string?> pipeline = Arguments.Optional("--pipeline", "The pipeline that makes the features; one that takes attributes as they are without it.");
        Option<string?> golden = Arguments.Optional("--golden", "Rows as CSV; up to 100 of them become golden events, which must score the same on every machine.");
        Option<bool> json = Arguments.Json();
        var command = new Command("convert", "Makes a bundle of a model: schema, pipeline, the model itself, golden events.")
        {
            model, output, name, version, calibration, schema, pipeline, golden, json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(model);
            string target = parsed.GetRequiredValue(output);
            var bundle = new ModelBundle(path, RiskModel.Load(path))
            {
                Name = parsed.GetValue(name),
                Version = parsed.GetValue(version),
                CalibrationPath = parsed.GetValue(calibration),
                SchemaPath = parsed.GetValue(schema),
                PipelinePath = parsed.GetValue(pipeline),
                GoldenRows = parsed.GetValue(golden),
            };
            RiskBundle made = bundle.Write(target);
            context.Report(made.Warnings);
            if (parsed.GetValue(json))
            {
                Print(context, made, target);
            }
            else
            {
                BundleModel only = made.Models[0];
                string calibrated = only.Info.Calibration is { } text ? $", calibrated ({text})" : "";
                context.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{target}: {made.Name} {made.Version}, {only.Model.Info.Kind} of {only.Model.FeatureCount} features{calibrated}, {made.Schema.Count} attributes, {made.Golden.Count} golden events"));
            }

            return 0;
        });
        return command;
    }

    private static void Print(ToolContext context, RiskBundle made, string target) => context.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("bundle", target);
        writer.WriteString("name", made.Name);
        writer.WriteString("version", made.Version);
        writer.WriteString("model", made.Models[0].File);
        writer.WriteString("kind", made.Models[0].Model.Info.Kind);
        writer.WriteNumber("features", made.Models[0].Model.FeatureCount);
        writer.WriteString("calibration", made.Models[0].Info.Calibration);
        writer.WriteNumber("attributes", made.Schema.Count);
        writer.WriteNumber("golden", made.Golden.Count);
        writer.WriteEndObject();
    });
}
