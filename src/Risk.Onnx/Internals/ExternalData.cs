namespace Risk.Onnx.Internals;

/// <summary>Decides about constants whose data lies in other files.</summary>
internal static class ExternalData
{
    /// <summary>Checks that every file is allowed and there.</summary>
    /// <returns>The folder of the files; null when the model needs none, or a problem was found.</returns>
    public static string? Check(GraphScan scan, string? file, OnnxModelOptions options, Problems problems)
    {
        if (scan.ExternalData.Count == 0)
        {
            return null;
        }

        string locations = string.Join(", ", scan.ExternalData.Select(static data => $"'{data.Location}'").Distinct().Take(5));
        if (!options.AllowExternalData)
        {
            problems.Error(
                OnnxCodes.ExternalData,
                $"graph.initializer ({scan.ExternalData[0].Name})",
                $"{scan.ExternalData.Count} constants lie in other files ({locations}), which isn't allowed.",
                "save the model as one file: onnx.save_model(model, path, save_as_external_data=False), or set OnnxModelOptions.AllowExternalData when the files are to be trusted.");
            return null;
        }

        string? folder = options.ExternalDataFolder ?? (file is not null && File.Exists(file) ? Path.GetDirectoryName(Path.GetFullPath(file)) : null);
        if (folder is null)
        {
            problems.Error(
                OnnxCodes.ExternalData, "graph.initializer", $"constants lie in other files ({locations}), and the model has no folder.", "set OnnxModelOptions.ExternalDataFolder.");
            return null;
        }

        foreach (IGrouping<string, (string Name, string Location)> constants in scan.ExternalData.GroupBy(static data => data.Location))
        {
            string location = constants.Key;
            bool leadsOut = location.Length == 0 || Path.IsPathRooted(location) || location.Split('/', '\\').Contains("..");
            if (leadsOut || !File.Exists(Path.Combine(folder, location)))
            {
                string problem = leadsOut ? $"'{location}' leads out of the model's folder." : $"the file '{location}' is not beside the model.";
                problems.Error(OnnxCodes.ExternalData, $"graph.initializer ({constants.First().Name})", problem);
            }
        }

        return problems.Any ? null : folder;
    }
}
