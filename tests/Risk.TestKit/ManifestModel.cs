using System.Text.Json;

namespace Risk.TestKit;

/// <summary>A model of a data set: its files, its input rows and what its framework makes of them.</summary>
public sealed class ManifestModel
{
    private readonly IReadOnlyDictionary<string, double> _tolerances;

    private ManifestModel(string dataSet, string name, IReadOnlyDictionary<string, double> tolerances) =>
        (DataSet, Name, _tolerances) = (dataSet, name, tolerances);

    /// <summary>The folder of the data set.</summary>
    public string DataSet { get; }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The framework's name of the objective; null without one.</summary>
    public string? Objective { get; private init; }

    /// <summary>What the framework measured on held-out rows, by its name in the manifest: <c>auc</c>, <c>ks</c>, <c>brier</c> …</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The files that hold the model, each in a format.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>The names of the input's columns.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>The path of the input rows.</summary>
    public required string InputPath { get; init; }

    /// <summary>The path of the expected results, a row each.</summary>
    public required string ExpectedPath { get; init; }

    /// <summary>The names of the expected columns.</summary>
    public required IReadOnlyList<string> ExpectedColumns { get; init; }

    /// <summary>A tolerance by its name in the manifest, such as <c>probability_abs</c>.</summary>
    /// <exception cref="KeyNotFoundException">The manifest has no tolerance of that name.</exception>
    public double Tolerance(string name) => _tolerances[name];

    /// <summary>The largest of the manifest's tolerances, for comparisons that take only one.</summary>
    public double LargestTolerance => _tolerances.Values.Max();

    /// <summary>The path of the file of a format.</summary>
    public string FilePath(string format) => Files.Single(file => file.Format == format).Path;

    /// <inheritdoc/>
    public override string ToString() => $"{DataSet}/{Name}";

    internal static ManifestModel Read(string dataSet, JsonElement model, JsonElement inputs)
    {
        JsonElement expected = model.GetProperty("expected");
        JsonElement input = inputs.GetProperty(expected.GetProperty("input").GetString()!);
        return new ManifestModel(
            dataSet,
            model.GetProperty("name").GetString()!,
            model.GetProperty("tolerance").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetDouble()))
        {
            Objective = model.TryGetProperty("objective", out JsonElement objective) ? objective.GetString() : null,
            Metrics = model.GetProperty("metrics").EnumerateObject().Where(item => item.Value.ValueKind == JsonValueKind.Number).ToDictionary(item => item.Name, item => item.Value.GetDouble()),
            Files = [.. model.GetProperty("files").EnumerateArray().Select(file => new ManifestFile(
                file.GetProperty("format").GetString()!, SharedData.Path(dataSet, file.GetProperty("path").GetString()!)))],
            Features = Texts(input.GetProperty("features")),
            InputPath = SharedData.Path(dataSet, input.GetProperty("file").GetString()!),
            ExpectedPath = SharedData.Path(dataSet, expected.GetProperty("file").GetString()!),
            ExpectedColumns = Texts(expected.GetProperty("columns")),
        };
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
