namespace Risk.Onnx.Tests.Runtime;

/// <summary>Every ONNX file of the shared data.</summary>
internal static class SharedFiles
{
    public static TheoryData<string> All()
    {
        TheoryData<string> files = [];
        if (SharedData.Root is { } root)
        {
            foreach (string path in Directory.EnumerateFiles(root, "*.onnx*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                files.Add(Path.GetRelativePath(root, path));
            }
        }

        return files;
    }

    public static string PathOf(string file) => Path.Combine(SharedData.Root!, file);
}
