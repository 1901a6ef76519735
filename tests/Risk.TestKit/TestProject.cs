using System.Reflection;

namespace Risk.TestKit;

/// <summary>Where the sources of a test project and of the repository are.</summary>
/// <remarks>
/// The build writes the project's directory into the assembly (eng/unshipped.targets), because paths that the compiler
/// records are mapped in a deterministic build.
/// </remarks>
public static class TestProject
{
    private const string DirectoryKey = "ProjectDirectory";
    private const string SolutionFile = "Risk.Core.sln";

    /// <summary>The root of the repository: the directory that holds the solution.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The directory of the project that <paramref name="assembly"/> was built from.</summary>
    public static string DirectoryOf(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        string? directory = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == DirectoryKey)?.Value;
        if (directory is not null && Directory.Exists(directory))
        {
            return Path.TrimEndingDirectorySeparator(directory);
        }

        string byName = Path.Combine(RepositoryRoot, "tests", assembly.GetName().Name ?? "");
        return Directory.Exists(byName)
            ? byName
            : throw new DirectoryNotFoundException(
                $"The sources of {assembly.GetName().Name} are neither in '{directory}', where it was built, nor in '{byName}'.");
    }

    /// <summary>Finds the source file that the compiler recorded as <paramref name="callerFilePath"/>, mapped or not.</summary>
    internal static string Locate(string callerFilePath)
    {
        if (File.Exists(callerFilePath))
        {
            return Path.GetFullPath(callerFilePath);
        }

        // A mapped path keeps its tail: drop segments from the front until what is left exists in the repository.
        string[] segments = callerFilePath.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < segments.Length; i++)
        {
            string candidate = Path.Combine([RepositoryRoot, .. segments[i..]]);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException($"The source file '{callerFilePath}' is not under '{RepositoryRoot}'.");
    }

    /// <summary>The project that a source file belongs to: the nearest directory above it with a project file.</summary>
    internal static string DirectoryOf(string sourceFile)
    {
        for (var directory = Directory.GetParent(sourceFile); directory is not null; directory = directory.Parent)
        {
            if (directory.EnumerateFiles("*.csproj").Any())
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No directory above '{sourceFile}' holds a project.");
    }

    private static string FindRepositoryRoot()
    {
        string? recorded = typeof(TestProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(a => a.Key == DirectoryKey)?.Value;
        foreach (string? start in new[] { recorded, AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var directory = start is null ? null : new DirectoryInfo(start); directory is not null; directory = directory.Parent)
            {
                if (File.Exists(Path.Combine(directory.FullName, SolutionFile)))
                {
                    return directory.FullName;
                }
            }
        }

        throw new DirectoryNotFoundException($"No directory above '{AppContext.BaseDirectory}' holds {SolutionFile}.");
    }
}
