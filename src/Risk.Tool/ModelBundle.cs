using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Risk.Events;
using Risk.Features;
using Risk.Models.Scorecards;
using Risk.Scoring.Bundles;

namespace Risk.Tool;

/// <summary>
/// A bundle made of one model. It is written beside its place, loaded and verified there, and moved only then, so that a bundle that can't
/// be used never appears.
/// </summary>
internal sealed class ModelBundle(string modelPath, IRiskModel model)
{
    private const int MaximumGolden = 100;

    /// <summary>The bundle's name; null for the model file's.</summary>
    public string? Name { get; init; }

    /// <summary>The version; null for the fingerprint of the files.</summary>
    public string? Version { get; init; }

    public string? CalibrationPath { get; init; }

    public string? SchemaPath { get; init; }

    public string? PipelinePath { get; init; }

    public string? GoldenRows { get; init; }

    private string ModelFile => Path.GetFileName(modelPath);

    /// <summary>Writes the bundle to a new folder, or to a new file when the name ends in .zip.</summary>
    /// <exception cref="ToolException">There is something at that place, or the model can't become a bundle by itself.</exception>
    /// <exception cref="RiskFormatException">The parts do not fit each other.</exception>
    public RiskBundle Write(string target)
    {
        if (File.Exists(target) || Directory.Exists(target))
        {
            throw new ToolException($"'{target}' is there already; name a new folder or zip file.");
        }

        if (model.Info.PipelineFingerprint is { } trained && PipelinePath is null)
        {
            throw new ToolException($"the model was trained on pipeline {trained}: give that pipeline with --pipeline.");
        }

        string full = Path.GetFullPath(target);
        string folder = full + "." + Guid.NewGuid().ToString("N")[..8] + ".partial";
        Directory.CreateDirectory(folder);
        try
        {
            WriteParts(folder);
            RiskBundle bundle = Check(folder);
            if (target.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                ZipFile.CreateFromDirectory(folder, full);
            }
            else
            {
                Directory.Move(folder, full);
            }

            return bundle;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private void WriteParts(string folder)
    {
        File.Copy(modelPath, Path.Combine(folder, ModelFile));
        Copy(CalibrationPath, "calibration.json");
        string[] features = FeatureNames();
        string[] attributes = AttributeNames(features);
        if (SchemaPath is null)
        {
            File.WriteAllText(Path.Combine(folder, "schema.json"), Schema(attributes));
        }

        Copy(SchemaPath, "schema.json");
        EventSchema schema = EventSchemaFile.Load(Path.Combine(folder, "schema.json")).Schema;
        if (PipelinePath is null)
        {
            string json = FeaturePipeline.Build(schema, pipeline => AddFeatures(pipeline, features, attributes)).ToJson();
            File.WriteAllText(Path.Combine(folder, "pipeline.json"), json);
        }

        Copy(PipelinePath, "pipeline.json");
        WriteManifest(folder, golden: false);

        void Copy(string? source, string name)
        {
            if (source is not null)
            {
                File.Copy(source, Path.Combine(folder, name));
            }
        }
    }

    // The golden decisions are those of the bundle as written, and are then asked for once more.
    private RiskBundle Check(string folder)
    {
        RiskBundle bundle = RiskBundle.Load(folder);
        RiskScorer<JsonEvent> scorer = bundle.CreateJsonScorer();
        if (GoldenRows is not null)
        {
            if (PipelinePath is not null || SchemaPath is not null)
            {
                throw new ToolException("golden events are made of feature rows only where attributes are features: leave out --schema and --pipeline, or --golden.");
            }

            WriteGolden(Path.Combine(folder, "golden.jsonl"), scorer);
            WriteManifest(folder, golden: true);
            bundle = RiskBundle.Load(folder);
        }

        IReadOnlyList<GoldenDifference> differences = bundle.Verify();
        return differences.Count == 0 ? bundle : throw new ToolException($"the bundle does not score its own golden events the same: {differences[0]}");
    }

    private void WriteGolden(string path, RiskScorer<JsonEvent> scorer)
    {
        RowsFile rows = Commands.ModelCommands.Rows(model, GoldenRows!);
        string[] attributes = AttributeNames(FeatureNames());
        bool[] texts = [.. Enumerable.Range(0, attributes.Length).Select(IsText)];
        _ = rows.Doubles(attributes.Length, (column, _) => texts[column] ? 0 : double.NaN);
        var lines = new StringBuilder();
        foreach (string[] row in rows.Rows.Take(MaximumGolden))
        {
            string json = ToolContext.Json(writer => WriteEvent(writer, attributes, texts, row));
            RiskDecision decision = scorer.Score(new JsonEvent(Encoding.UTF8.GetBytes(json)));
            string line = ToolContext.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WritePropertyName("event");
                writer.WriteRawValue(json);
                writer.WriteString("action", decision.Action.ToString().ToLowerInvariant());
                if (double.IsFinite(decision.Probability))
                {
                    writer.WriteNumber("probability", decision.Probability);
                }

                writer.WriteEndObject();
            });
            lines.Append(line).Append('\n');
        }

        File.WriteAllText(path, lines.ToString());
    }

    private static void WriteEvent(Utf8JsonWriter writer, string[] attributes, bool[] texts, string[] row)
    {
        writer.WriteStartObject();
        for (int i = 0; i < row.Length; i++)
        {
            if (texts[i] && row[i].Length > 0)
            {
                writer.WriteString(attributes[i], row[i]);
            }
            else if (double.TryParse(row[i], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
            {
                writer.WriteNumber(attributes[i], value);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteManifest(string folder, bool golden)
    {
        string json = ToolContext.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", Name ?? ModelFile.Split('.')[0]);
            writer.WriteString("version", Version ?? FingerprintOf(folder));
            writer.WriteString("schema", "schema.json");
            writer.WriteString("pipeline", "pipeline.json");
            writer.WriteStartArray("models");
            writer.WriteStartObject();
            writer.WriteString("file", ModelFile);
            if (CalibrationPath is not null)
            {
                writer.WriteString("calibration", "calibration.json");
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
            if (golden)
            {
                writer.WriteString("golden", "golden.jsonl");
            }

            writer.WriteEndObject();
        });
        File.WriteAllText(Path.Combine(folder, "bundle.json"), json + "\n");
    }

    private string FingerprintOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in (string[])[ModelFile, "schema.json", "pipeline.json", "calibration.json"])
        {
            string path = Path.Combine(folder, name);
            hash.AppendData(SHA256.HashData(File.Exists(path) ? File.ReadAllBytes(path) : []));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private string[] FeatureNames()
    {
        IReadOnlyList<string> names = model.Info.FeatureNames;
        return names.Count == model.FeatureCount && names.Distinct(StringComparer.Ordinal).Count() == names.Count
            ? [.. names]
            : [.. Enumerable.Range(0, model.FeatureCount).Select(static i => string.Create(CultureInfo.InvariantCulture, $"f{i}"))];
    }

    // Rules write :name:, so an attribute's name has letters, digits and underscores only.
    private static string[] AttributeNames(string[] features)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        return Array.ConvertAll(features, feature =>
        {
            string name = string.Concat(feature.Select(static letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
            name = name.Length == 0 || char.IsAsciiDigit(name[0]) ? "f_" + name : name;
            string unique = name;
            for (int i = 2; !used.Add(unique); i++)
            {
                unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
            }

            return unique;
        });
    }

    private bool IsText(int feature) => model is Scorecard scorecard && scorecard.Categories(feature).Count > 0;

    private string Schema(string[] attributes) => ToolContext.Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("attributes");
        for (int i = 0; i < attributes.Length; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", attributes[i]);
            writer.WriteString("type", IsText(i) ? "token" : "number");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private void AddFeatures(FeaturePipelineBuilder pipeline, string[] features, string[] attributes)
    {
        for (int i = 0; i < features.Length; i++)
        {
            pipeline.Add(features[i], IsText(i) ? Feature.Text(attributes[i]).Ordinal(((Scorecard)model).Categories(i)) : Feature.Number(attributes[i]));
        }
    }
}
