namespace Risk.Tool.Tests;

/// <summary>Runs the command in process, in a folder of its own.</summary>
internal sealed class ToolRunner : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risk-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Writes a file and gives its path.</summary>
    public string File(string name, string content)
    {
        string path = Path(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
