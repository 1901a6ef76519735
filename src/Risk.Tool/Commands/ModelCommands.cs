using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Risk.Models;
using Risk.Models.Scorecards;
using Risk.Models.Trees;

namespace Risk.Tool.Commands;

/// <summary><c>risk model info|score|verify|convert</c>.</summary>
internal static class ModelCommands
{
    public static Command Create(ToolContext context) => new("model", "Inspect, score, verify and convert models of XGBoost, LightGBM, ONNX, coefficients and scorecards.")
    {
        Info(context),
        Score(context),
        Verify(context),
        ModelConvertCommand.Create(context),
        ModelCalibrateCommand.Create(context),
    };

    private static Command Info(ToolContext context)
    {
        Argument<string> model = Arguments.File("MODEL", "The model's file; its format is told by its content.");
        Option<bool> json = Arguments.Json();
        var command = new Command("info", "Kind, format, objective, features, size, and the engine chosen with the reason.") { model, json };
        command.SetAction(parsed =>
        {
            IRiskModel loaded = RiskModel.Load(parsed.GetRequiredValue(model));
            if (parsed.GetValue(json))
            {
                context.WriteJson(writer => WriteInfo(writer, loaded));
            }
            else
            {
                PrintInfo(context.Output, loaded);
                context.Report(loaded.Info.Warnings);
            }

            return 0;
        });
        return command;
    }

    private static Command Score(ToolContext context)
    {
        Argument<string> model = Arguments.File("MODEL", "The model's file.");
        Option<string> input = Arguments.Required("--input", "Rows as CSV; empty, NaN and nan are missing.");
        Option<string?> output = Arguments.Optional("--output", "Where to write the scores as CSV; standard output without it.");
        Option<string?> precision = Precision();
        Option<string?> engine = Arguments.Optional("--engine", "Forces a tree engine by name.");
        Option<bool> header = new("--header") { Description = "The first line is a header." };
        Option<bool> noHeader = new("--no-header") { Description = "The first line is a row." };
        var command = new Command("score", "Scores rows: margins, then probabilities or outputs, then labels.") { model, input, output, precision, engine, header, noHeader };
        command.SetAction(parsed =>
        {
            IRiskModel loaded = Load(parsed.GetRequiredValue(model), parsed.GetValue(engine));
            bool? hasHeader = parsed.GetValue(header) ? true : parsed.GetValue(noHeader) ? false : null;
            ModelScores scores = ModelScores.Of(loaded, Rows(loaded, parsed.GetRequiredValue(input), hasHeader), UseDouble(loaded, parsed.GetValue(precision)));
            using TextWriter writer = context.OpenOutput(parsed.GetValue(output));
            writer.WriteLine(string.Join(',', [.. scores.Columns, .. scores.TextColumns]));
            for (int row = 0; row < scores.Rows.Length; row++)
            {
                writer.WriteLine(string.Join(',', [.. scores.Rows[row].Select(ToolContext.Number), .. scores.Texts[row]]));
            }

            return 0;
        });
        return command;
    }

    private static Command Verify(ToolContext context)
    {
        Argument<string> model = Arguments.File("MODEL", "The model's file.");
        Option<string> input = Arguments.Required("--input", "Rows as CSV.");
        Option<string> expected = Arguments.Required("--expected", "CSV with margin, probability or output columns, a line per row.");
        Option<double> tolerance = new("--tolerance") { Description = "The largest absolute difference that passes; 0 asks for the same bits.", DefaultValueFactory = static _ => 0 };
        Option<string?> precision = Precision();
        Option<string?> engine = Arguments.Optional("--engine", "Forces a tree engine by name.");
        Option<bool> json = Arguments.Json();
        var command = new Command("verify", "Scores rows and compares with expected values.") { model, input, expected, tolerance, precision, engine, json };
        command.SetAction(parsed =>
        {
            IRiskModel loaded = Load(parsed.GetRequiredValue(model), parsed.GetValue(engine));
            ModelScores scores = ModelScores.Of(loaded, Rows(loaded, parsed.GetRequiredValue(input)), UseDouble(loaded, parsed.GetValue(precision)));
            RowsFile wanted = RowsFile.Read(parsed.GetRequiredValue(expected), hasHeader: true);
            return new ModelVerification(context, scores, wanted, parsed.GetValue(tolerance)).Run(parsed.GetValue(json)) ? 0 : 1;
        });
        return command;
    }

    /// <summary>Reads the rows of a model; a scorecard's may hold texts, so its header is told by the attributes' names.</summary>
    public static RowsFile Rows(IRiskModel model, string path, bool? hasHeader = null) => RowsFile.Read(
        path,
        hasHeader,
        model is Scorecard ? fields => Array.Exists(fields, field => model.Info.FeatureNames.Contains(field)) : null);

    private static Option<string?> Precision()
    {
        Option<string?> precision = Arguments.Optional("--precision", "float or double. LightGBM models default to double, all others to float.");
        precision.AcceptOnlyFromAmong("float", "double");
        return precision;
    }

    private static bool UseDouble(IRiskModel model, string? precision) => precision is null ? model.Info.PrefersDouble || model is Scorecard : precision == "double";

    private static IRiskModel Load(string path, string? engine) =>
        RiskModel.Load(path, engine is null ? null : new ModelLoadOptions { Trees = new TreeEngineOptions { Engine = engine } });

    private static void PrintInfo(TextWriter output, IRiskModel model)
    {
        ModelInfo info = model.Info;
        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                output.WriteLine($"{name + ":",-16}{value}");
            }
        }

        Line("kind", info.Kind);
        Line("format", info.FormatVersion is null ? info.Format : $"{info.Format} {info.FormatVersion}");
        Line("objective", info.Objective);
        Line("task", Word(info.Task));
        Line("features", Count(model.FeatureCount));
        Line("outputs", Count(model.OutputCount));
        if (info.TreeCount > 0)
        {
            Line("trees", Count(info.TreeCount));
            Line("leaves", Count(info.LeafCount));
            Line("depth", Count(info.MaximumDepth));
        }

        Line("engine", info.Engine);
        Line("because", info.EngineReason);
        Line("memory", info.MemoryBytes.ToString("N0", CultureInfo.InvariantCulture) + " bytes");
        Line("fingerprint", info.Fingerprint?.ToString());
        Line("names", string.Join(", ", info.FeatureNames));
        Line("labels", string.Join(", ", info.Labels));
    }

    private static void WriteInfo(Utf8JsonWriter writer, IRiskModel model)
    {
        ModelInfo info = model.Info;
        writer.WriteStartObject();
        writer.WriteString("kind", info.Kind);
        writer.WriteString("format", info.Format);
        writer.WriteString("version", info.FormatVersion);
        writer.WriteString("objective", info.Objective);
        writer.WriteString("task", Word(info.Task));
        writer.WriteNumber("features", model.FeatureCount);
        writer.WriteNumber("outputs", model.OutputCount);
        writer.WriteNumber("trees", info.TreeCount);
        writer.WriteNumber("leaves", info.LeafCount);
        writer.WriteNumber("depth", info.MaximumDepth);
        writer.WriteString("engine", info.Engine);
        writer.WriteString("engineReason", info.EngineReason);
        writer.WriteNumber("memoryBytes", info.MemoryBytes);
        writer.WriteString("fingerprint", info.Fingerprint?.ToString());
        WriteTexts(writer, "featureNames", info.FeatureNames);
        WriteTexts(writer, "labels", info.Labels);
        WriteTexts(writer, "warnings", [.. info.Warnings.Select(static warning => warning.Message)]);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Word(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => "binary-classification",
        ModelTask.MulticlassClassification => "multiclass-classification",
        ModelTask.ClassLabel => "class-label",
        _ => "regression",
    };

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
