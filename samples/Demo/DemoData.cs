namespace Demo;

/// <summary>Where the demo's files lie: beside the program, and the public data sets beside the repository where somebody put them.</summary>
internal static class DemoData
{
    private static readonly string[] Files =
    [
        "payments.rules", "card-stream/events.jsonl", "card-stream/schema.json", "card-stream/stream.csv.gz", "card-stream/velocity_reference.csv.gz",
        "card-stream/xgb_100x6.json", "card-stream/xgb_100x6.margins.csv.gz",
    ];

    /// <summary>The files that the demo reads and that are not there.</summary>
    public static IReadOnlyList<string> Missing() => [.. Files.Where(static file => !File.Exists(Path(file)))];

    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "data", .. parts]);

    /// <summary>The folder of a public data set, or null: walks up from the program to a folder that has shared/data beside it.</summary>
    public static string? Shared(string dataSet)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = System.IO.Path.Combine(folder.FullName, "shared", "data", dataSet);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
