namespace Risk.Core.Tests.Models.Formats;

/// <summary>The small models of Golden/xgboost: files that XGBoost wrote, rows, and what XGBoost makes of them.</summary>
internal static class XGBoostGolden
{
    public static string Folder { get; } = Path.Combine(TestProject.DirectoryOf(typeof(XGBoostGolden).Assembly), "Models", "Formats", "Golden", "xgboost");

    public static CaseTable Rows { get; } = CaseTable.Read(Path.Combine(Folder, "rows.csv"));

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static string File(string name, string extension) => Path.Combine(Folder, $"{name}.{extension}");

    public static CaseTable Expected(string name) => CaseTable.Read(File(name, "expected.csv"));

    /// <summary>A row as the model was shown it: the linear booster was given zeros for missing values.</summary>
    public static float[] Row(string name, int row)
    {
        float[] values = Rows.FloatRow(row);
        return name.StartsWith("gblinear", StringComparison.Ordinal) ? Array.ConvertAll(values, value => float.IsNaN(value) ? 0 : value) : values;
    }
}
