namespace Risk.TestKit;

/// <summary>The public data sets and reference models that lie beside the repository, in <c>../shared/data</c>, on some machines.</summary>
/// <remarks>Tests that need them say so with <see cref="SharedDataFactAttribute"/> and are skipped elsewhere.</remarks>
public static class SharedData
{
    /// <summary>Names another place than <c>../shared/data</c>.</summary>
    public const string RootVariable = "RISK_SHARED_DATA";

    /// <summary>The directory of all data sets, or null when it is not on this machine.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>The directory of a data set, or null when it is not on this machine.</summary>
    public static string? Find(string dataSet) =>
        Root is not null && Directory.Exists(System.IO.Path.Combine(Root, dataSet)) ? System.IO.Path.Combine(Root, dataSet) : null;

    /// <summary>The path of a file of a data set.</summary>
    /// <exception cref="DirectoryNotFoundException">The data set is not on this machine: the test should be a <see cref="SharedDataFactAttribute"/>.</exception>
    public static string Path(string dataSet, params string[] parts) =>
        System.IO.Path.Combine([Find(dataSet) ?? throw new DirectoryNotFoundException(Missing(dataSet)), .. parts]);

    internal static string? SkipReason(string[] dataSets) =>
        dataSets.Where(set => Find(set) is null).Select(Missing).FirstOrDefault();

    private static string Missing(string dataSet) => $"The data set '{dataSet}' is not on this machine (looked in ../shared/data beside the repository)";

    private static string? FindRoot()
    {
        string root = Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } given
            ? given
            : System.IO.Path.GetFullPath(System.IO.Path.Combine(TestProject.RepositoryRoot, "..", "shared", "data"));
        return Directory.Exists(root) ? root : null;
    }
}
