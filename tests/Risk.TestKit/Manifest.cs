using System.Text.Json;

namespace Risk.TestKit;

/// <summary>A data set's list of models, files and parity cases: its <c>manifest.json</c>.</summary>
public sealed class Manifest
{
    /// <summary>The data sets that have a manifest.</summary>
    public static IReadOnlyList<string> DataSets { get; } = ["german-credit", "credit-approval", "polish-bankruptcy", "card-stream"];

    private Manifest(string dataSet, IReadOnlyList<ManifestModel> models) => (DataSet, Models) = (dataSet, models);

    /// <summary>The folder of the data set.</summary>
    public string DataSet { get; }

    /// <summary>The models in the order of the manifest.</summary>
    public IReadOnlyList<ManifestModel> Models { get; }

    /// <summary>Reads the manifest of a data set.</summary>
    public static Manifest Read(string dataSet)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(dataSet, "manifest.json")));
        JsonElement inputs = document.RootElement.GetProperty("inputs");
        return new Manifest(dataSet, [.. document.RootElement.GetProperty("models").EnumerateArray().Select(model => ManifestModel.Read(dataSet, model, inputs))]);
    }

    /// <summary>Every model of every data set that has a file of the format; empty where the data sets are absent.</summary>
    public static IEnumerable<ManifestModel> WithFormat(string format) =>
        DataSets.Where(set => SharedData.Find(set) is not null).SelectMany(set => Read(set).Models).Where(model => model.Files.Any(file => file.Format == format));

    /// <summary>The model of a name.</summary>
    public ManifestModel Model(string name) => Models.Single(model => model.Name == name);
}
