using System.Text;
using System.Text.Json;
using Risk.Events;
using Risk.Internals;
using Risk.Models;
using Risk.Models.Calibration;
using Risk.Monitoring;
using Risk.Rules;

namespace Risk.Scoring.Bundles;

/// <summary>Reads <c>bundle.json</c> and the files it names, going on after an error so that all problems are told together.</summary>
internal sealed class BundleReader
{
    private const string ManifestName = "bundle.json";

    private static readonly string[] Keys =
    [
        "name", "version", "schema", "pipeline", "models", "rules", "selection", "policy", "reasonMode", "reasons", "metrics", "baseline", "golden", "description",
    ];

    private readonly BundleFiles _files;
    private readonly ModelLoadOptions? _modelOptions;
    private readonly string _path;
    private readonly List<RiskDiagnostic> _problems = [];
    private readonly BundleContent _content = new();

    public BundleReader(BundleFiles files, string path, ModelLoadOptions? models = null) => (_files, _path, _modelOptions) = (files, path, models);

    public RiskBundle Read()
    {
        byte[] manifest = _files.Read(ManifestName) ?? throw new RiskFormatException(
            RiskDiagnostic.Error("RB010", $"the bundle '{_path}' holds no {ManifestName}.") with { File = _path });
        using JsonDocument document = ParseJson(manifest, ManifestName)
            ?? throw new RiskFormatException(_problems);
        var reader = new JsonObjectReader(document.RootElement, "bundle", "RB013", ManifestName);
        reader.Expect(Keys);
        _content.Name = Required(reader, "name");
        _content.Version = Required(reader, "version");
        EventSchemaFile? schema = Required(reader, "schema") is { Length: > 0 } file ? Part(file, content => EventSchemaFile.Parse(content, file)) : null;
        _content.Schema = schema?.Schema;
        if (_content.Schema is not null)
        {
            _content.Pipeline = reader.Text("pipeline") is { } pipeline ? Pipeline(pipeline) : null;
            ReadRules(reader, schema!);
        }

        ReadModels(reader);
        ReadPolicy(reader);
        ReadReasons(reader);
        ReadMetrics(reader);
        ReadBaselines(reader);
        if (reader.Text("golden") is { } golden)
        {
            ReadGolden(golden);
        }

        _problems.AddRange(JsonPlaces.Locate(manifest, "bundle", reader.Problems));
        return _problems.Count == 0 ? RiskBundle.Create(_content) : throw new RiskFormatException(_problems);
    }

    private static string Required(JsonObjectReader reader, string key)
    {
        string? text = reader.Text(key);
        if (string.IsNullOrEmpty(text))
        {
            reader.Report("is missing: a bundle has a name, a version and the name of its schema's file.", null, key);
        }

        return text ?? "";
    }

    private FeaturePipeline? Pipeline(string file) => Part(file, content => FeaturePipeline.Parse(content.Span, _content.Schema, file));

    private void ReadRules(JsonObjectReader reader, EventSchemaFile schema)
    {
        _content.RuleOptions = new RuleSetOptions
        {
            Selection = reader.Word<RuleSelection>("selection") ?? RuleSelection.Radar,
            Lists = schema.Lists,
            ModelOutputs = ModelOutputs(reader),
        };
        if (reader.Text("rules") is not { } file)
        {
            return;
        }

        RuleSetOptions options = _content.RuleOptions with
        {
            FileName = file,
            OpenFile = name => new MemoryStream(_files.Read(Beside(file, name)) ?? throw new FileNotFoundException($"the bundle has no file '{name}'.")),
        };
        _content.Rules = Part(file, content => RuleSet.Parse(Encoding.UTF8.GetString(content.Span), _content.Schema, options));
        _content.Warnings.AddRange(_content.Rules?.Diagnostics ?? []);
    }

    private static string Beside(string file, string name)
    {
        int slash = file.LastIndexOf('/');
        return slash < 0 ? name : file[..(slash + 1)] + name;
    }

    private static IReadOnlyList<string> ModelOutputs(JsonObjectReader reader)
    {
        var outputs = new List<string> { "probability", "risk_score" };
        foreach (JsonElement model in reader.Array("models")?.EnumerateArray() ?? default)
        {
            if (model.ValueKind == JsonValueKind.Object && model.TryGetProperty("name", out JsonElement name) && name.GetString() is { Length: > 0 } text)
            {
                outputs.Add(text + "_probability");
                outputs.Add(text + "_score");
            }
        }

        return outputs;
    }

    private void ReadModels(JsonObjectReader reader)
    {
        int index = 0;
        foreach (JsonElement element in reader.Array("models")?.EnumerateArray() ?? default)
        {
            JsonObjectReader model = reader.Item("models", index++, element);
            model.Expect("name", "file", "pipeline", "badOutput", "calibration");
            if (model.Text("file") is not { } file)
            {
                model.Report("'file' is missing: name the model's file.");
                continue;
            }

            IRiskModel? read = Part(file, content => RiskModel.Load(content, file, _modelOptions));
            FeaturePipeline? pipeline = _content.Schema is not null && model.Text("pipeline") is { } own ? Pipeline(own) : null;
            RiskCalibration? calibration = ReadCalibration(model);
            if (read is not null)
            {
                _content.Models.Add(new BundleModel(file, read, model.Text("name"), pipeline, calibration, (int?)model.Number("badOutput")));
                _content.Warnings.AddRange(read.Info.Warnings);
            }
        }
    }

    // The name of a file, or the calibration itself.
    private RiskCalibration? ReadCalibration(JsonObjectReader model)
    {
        if (!model.TryGet("calibration", out JsonElement calibration))
        {
            return null;
        }

        if (calibration.ValueKind == JsonValueKind.Object)
        {
            return CalibrationJson.Read(model.Child("calibration")!);
        }

        return model.Text("calibration") is { } file ? Part(file, content => RiskCalibration.Parse(content.Span, file)) : null;
    }

    private void ReadPolicy(JsonObjectReader reader)
    {
        if (reader.TryGet("policy", out JsonElement policy))
        {
            _content.Policy = Collect(() => DecisionPolicy.FromJson(policy, ManifestName)) ?? _content.Policy;
        }
    }

    private void ReadReasons(JsonObjectReader reader)
    {
        _content.ReasonMode = reader.Word<ReasonMode>("reasonMode") ?? ReasonMode.Automatic;
        if (!reader.TryGet("reasons", out JsonElement reasons) || reasons.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty feature in reasons.EnumerateObject())
        {
            if (feature.Value.ValueKind == JsonValueKind.Null)
            {
                _content.Reasons[feature.Name] = null;
                continue;
            }

            JsonObjectReader reason = reader.Child("reasons")!.Child(feature.Name)!;
            reason.Expect("code", "text");
            _content.Reasons[feature.Name] = new ReasonDefinition(ReasonSource.Feature, reason.Text("code") ?? feature.Name, reason.Text("text"));
        }
    }

    private void ReadMetrics(JsonObjectReader reader)
    {
        if (reader.Child("metrics") is not { } metrics || !reader.TryGet("metrics", out JsonElement element) || element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty metric in element.EnumerateObject())
        {
            if (metrics.Number(metric.Name) is { } value)
            {
                _content.Metrics[metric.Name] = value;
            }
        }
    }

    private void ReadBaselines(JsonObjectReader reader)
    {
        int index = 0;
        foreach (JsonElement element in reader.Array("baseline")?.EnumerateArray() ?? default)
        {
            JsonObjectReader baseline = reader.Item("baseline", index++, element);
            baseline.Expect("feature", "index", "edges", "counts");
            string? name = baseline.Text("feature");
            double[]? edges = baseline.Numbers("edges");
            double[]? counts = baseline.Numbers("counts");
            if (name is null || edges is null || counts is null)
            {
                baseline.Report("a baseline has 'feature', 'index', 'edges' and 'counts'.");
                continue;
            }

            try
            {
                _content.Baselines.Add(new FeatureBaseline((int)(baseline.Number("index") ?? 0), name, edges, Array.ConvertAll(counts, static count => (long)count)));
                _ = new Histogram(edges);
            }
            catch (ArgumentException exception)
            {
                baseline.Report(exception.Message);
            }
        }
    }

    private void ReadGolden(string file)
    {
        byte[]? content = Collect(() => _files.Read(file));
        if (content is null)
        {
            Report("RB014", $"the bundle has no file '{file}'.", ManifestName);
            return;
        }

        int line = 0;
        foreach (string text in Encoding.UTF8.GetString(content).Split('\n'))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            using JsonDocument? document = ParseJson(Encoding.UTF8.GetBytes(text), file, line);
            if (document is null)
            {
                continue;
            }

            var golden = new JsonObjectReader(document.RootElement, "golden", "RB015", file);
            golden.Expect("event", "action", "probability", "rule");
            RiskAction? action = golden.Word<RiskAction>("action");
            if (action is null || !golden.TryGet("event", out JsonElement source))
            {
                golden.Report("a golden line has 'event' and 'action', and 'probability' and 'rule' where they apply.");
                _problems.AddRange(golden.Problems.Select(problem => problem with { Line = line }));
                continue;
            }

            _problems.AddRange(golden.Problems.Select(problem => problem with { Line = line }));
            _content.Golden.Add(new GoldenEvent(line, Encoding.UTF8.GetBytes(source.GetRawText()), action.Value, golden.Number("probability") ?? double.NaN, golden.Text("rule")));
        }
    }

    private T? Part<T>(string file, Func<ReadOnlyMemory<byte>, T> read)
        where T : class
    {
        byte[]? content = Collect(() => _files.Read(file));
        if (content is null)
        {
            Report("RB014", $"the bundle has no file '{file}'.", ManifestName);
            return null;
        }

        return Collect(() => read(content));
    }

    private JsonDocument? ParseJson(byte[] content, string file, int line = 0)
    {
        try
        {
            return JsonDocument.Parse(content, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException exception)
        {
            _problems.Add(RiskDiagnostic.Error("RB016", "this is not JSON: " + exception.Message) with
            {
                File = file,
                Line = line > 0 ? line : (int)(exception.LineNumber ?? 0) + 1,
                Column = (int)(exception.BytePositionInLine ?? 0) + 1,
            });
            return null;
        }
    }

    private T? Collect<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (RiskFormatException exception)
        {
            _problems.AddRange(exception.Diagnostics);
            return null;
        }
    }

    private void Report(string code, string message, string file) => _problems.Add(RiskDiagnostic.Error(code, message) with { File = file });
}
