#if !DEBUG
using System.Reflection.PortableExecutable;

namespace Risk.Docs.Tests;

/// <summary>What is packed is what was built, by whichever command: it must not tell where.</summary>
public sealed class ShippedAssembliesTests
{
    [Theory]
    [InlineData("Risk.Core")]
    [InlineData("Risk.Generators")]
    [InlineData("Risk.Extensions")]
    [InlineData("Risk.Evaluation")]
    [InlineData("Risk.Onnx")]
    public void Hold_no_path_of_the_machine(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        using var reader = new PEReader(new MemoryStream(bytes));
        DebugDirectoryEntry entry = reader.ReadDebugDirectory().First(static item => item.Type == DebugDirectoryEntryType.CodeView);

        Assert.StartsWith("/_", reader.ReadCodeViewDebugDirectoryData(entry).Path, StringComparison.Ordinal);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(TestProject.RepositoryRoot)));
    }
}
#endif
